import Generation

// What networks and services say, in Spanish. `Providers` says it in English, in words that are few.

extension Phrase {
    /// What failed on a network or at a service, in Spanish; nil where it has no words of its own.
    static func spanishNetwork(_ what: String) -> String? {
        if let words = network[what] { return words }
        // A service's name stands in front.
        return services.first { what.hasSuffix(" " + $0.key) }.map { what.dropLast($0.key.count) + $0.value }
    }

    /// What to do about a failure.
    static func hint(_ failure: Failure) -> Phrase? {
        failure.hint.map { Phrase($0, hints[$0] ?? spanishSuccessor($0) ?? $0) }
    }

    /// `openai:MODEL is its successor`.
    private static func spanishSuccessor(_ hint: String) -> String? {
        let ending = " is its successor"
        return hint.hasSuffix(ending) ? hint.dropLast(ending.count) + " es su sucesor" : nil
    }

    /// Why a model does not take a knob; what a service said itself stays as it was said.
    static func rejection(_ reason: String) -> Phrase {
        if let spanish = rejections[reason] { return Phrase(reason, spanish) }
        // Short, for there is little room beside a knob.
        let ending = " has no such parameter"
        guard reason.hasSuffix(ending) else { return Phrase(same: reason) }
        let name = reason.dropLast(ending.count)
        return Phrase("\(name) lacks it", "\(name) no lo tiene")
    }

    private static let rejections = [
        "the router has no such parameter": "el enrutador no lo tiene",
        "this server is not known to take it": "no consta que este servidor lo admita",
        "a model that reasons refuses it": "un modelo que razona lo rechaza",
        "Anthropic's models since 4.7 refuse it": "los modelos de Anthropic lo rechazan desde el 4.7",
        "this model has no top_k": "este modelo no tiene top_k",
    ]

    private static let network = [
        "the connection was refused": "la conexión ha sido rechazada",
        "there is no way to the host": "no hay camino hasta la máquina",
        "no such host": "no existe esa máquina",
        "the server closed the connection early": "el servidor cerró la conexión antes de tiempo",
        "the connection failed": "la conexión ha fallado",
        "the request failed": "la petición ha fallado",
        "the proxy refuses": "el proxy se niega",
        "no secure connection (TLS)": "no hay conexión segura (TLS)",
        "the server does not speak HTTP": "el servidor no habla HTTP",
        "the server points elsewhere again and again": "el servidor remite a otro sitio una y otra vez",
        "a key would cross the network in the clear": "una clave cruzaría la red sin cifrar",
        "offline: nothing leaves this machine": "sin conexión: nada sale de esta máquina",
        "the answer broke off": "la respuesta se cortó",
        "the service ended the text": "el servicio dio por terminado el texto",
    ]

    private static let services = [
        "does not accept the key": "no acepta la clave",
        "wants to be paid first": "quiere cobrar antes",
        "does not permit this": "no lo permite",
        "does not know this model or address": "no conoce ese modelo o esa dirección",
        "took too long": "ha tardado demasiado",
        "finds the request too large": "considera la petición demasiado grande",
        "has had enough requests for now": "no admite más peticiones por ahora",
        "is overloaded": "está sobrecargado",
        "failed": "ha fallado",
        "refuses the request": "rechaza la petición",
        "does not answer in its format": "no responde en su formato",
        "does not answer with vectors": "no responde con vectores",
        "answers with vectors that cannot be compared": "responde con vectores que no se pueden comparar",
        "offers no embeddings": "no ofrece embeddings",
        "takes chats only, no text to be continued as it is": "solo admite chats, no un texto que continuar tal cual",
        "sends what is no picture": "envía algo que no es una imagen",
        "ended before the picture was there": "acabó antes de enviar la imagen",
        "could not make the video": "no ha podido hacer el vídeo",
        "answers with another job": "responde con otro trabajo",
        "sends what is no video": "envía algo que no es un vídeo",
        "no longer has the video": "ya no tiene el vídeo",
        "was shut down": "se ha apagado",
        "makes vectors and does not write": "hace vectores y no escribe",
        "makes sound, or text out of it, and does not write": "hace sonido, o texto a partir de él, y no escribe",
        "makes judgements and does not write": "hace valoraciones y no escribe",
    ]

    private static let hints = [
        "is the server running?": "¿está en marcha el servidor?",
        "is the name right, and is there a network?": "¿es correcto el nombre, y hay red?",
        "does the server speak http rather than https?": "¿habla el servidor http en vez de https?",
        "what came before is kept": "se conserva lo que llegó antes",
        "is this the right address?": "¿es esa la dirección?",
        "leave --offline out to reach it": "sin --offline se puede alcanzar",
        "leave --raw out": "quita --raw",
        "give another name": "da otro nombre",
        "choose a folder that you may write to, with room in it":
            "elige una carpeta en la que puedas escribir y que tenga sitio",
        "what was made until then may be charged all the same": "lo hecho hasta entonces puede cobrarse igualmente",
        "the job is done and can be asked for again": "el trabajo está hecho y se puede volver a pedir",
        "videos are kept for a limited time; make it once more":
            "los vídeos se guardan un tiempo limitado; hazlo otra vez",
        "mirilla models list names models that write": "mirilla models list nombra modelos que escriben",
        "OpenAI has no successor; a server that speaks its format can be named in OPENAI_BASE_URL":
            "OpenAI no tiene sucesor; en OPENAI_BASE_URL puede nombrarse un servidor que hable su formato",
    ]
}
