// What the keys do: labels for the footer, summaries for the help.

extension Phrase {
    // MARK: Footer

    static let runLabel = Phrase("run", "ejecutar")
    static let stopLabel = Phrase("stop", "parar")
    static let nextPaneLabel = Phrase("next pane", "otro panel")
    static let commandsLabel = Phrase("commands", "órdenes")
    static let helpLabel = Phrase("help", "ayuda")
    static let fineLabel = Phrase("fine", "fino")
    static let coarseLabel = Phrase("coarse", "grueso")
    static let knobLabel = Phrase("knob", "mando")
    static let resetLabel = Phrase("reset", "restablecer")
    static let tokenLabel = Phrase("token", "token")
    static let firstLabel = Phrase("first", "primero")
    static let newestLabel = Phrase("newest", "último")
    static let scrollLabel = Phrase("scroll", "desplazar")
    static let headLabel = Phrase("head", "cabeza")
    static let layerLabel = Phrase("layer", "capa")
    static let scaleLabel = Phrase("scale", "escala")
    static let firstTokenLabel = Phrase("first token", "primer token")
    static let combinationLabel = Phrase("mean/max", "media/máx")
    static let performLabel = Phrase("do it", "hacerlo")
    static let chooseLabel = Phrase("choose", "elegir")
    static let backLabel = Phrase("back", "volver")
    static let attentionLabel = Phrase("attention", "atención")
    static let yesLabel = Phrase("yes", "sí")

    // MARK: Everywhere

    static let keyRun = Phrase("run the prompt", "ejecutar el texto")
    static let keyEscape = Phrase(
        "close, go back, stop: put away what lies on top", "cerrar, volver, parar: quitar lo que está encima")
    static let keyStop = Phrase("stop the run", "detener la ejecución")
    static let keyNextPane = Phrase("next pane", "panel siguiente")
    static let keyPreviousPane = Phrase("previous pane", "panel anterior")
    static let keyPalette = Phrase("all commands", "todas las órdenes")
    static let keyHelp = Phrase("this help", "esta ayuda")
    static let keyAttention = Phrase("the attention screen, and back", "la pantalla de atención, y volver")
    static let keyOpenModel = Phrase("open a model", "abrir un modelo")
    static let keyQuit = Phrase("quit; your texts are kept", "salir; tus textos se guardan")
    static let keySuspend = Phrase("suspend to the shell (fg comes back)", "suspender y volver al shell (fg regresa)")

    // MARK: Outside the editors

    static let keyLive = Phrase("live mode on or off", "modo en vivo sí o no")
    static let keyTheme = Phrase("next theme", "tema siguiente")
    static let keyLanguage = Phrase("Spanish or English", "inglés o español")
    static let keyCopyOutput = Phrase("copy the output", "copiar la salida")
    static let keyRenderedPrompt = Phrase(
        "the prompt as the model receives it", "el texto tal como lo recibe el modelo")
    static let keyPrompt = Phrase("explain the token after the prompt", "explicar el token que sigue al texto")
    static let keyReasoning = Phrase("show or fold what the model thought", "mostrar o plegar lo que pensó")
    static let keyNewest = Phrase("follow the newest token", "seguir el token más reciente")
    static let keyPreviousHead = Phrase("previous head", "cabeza anterior")
    static let keyNextHead = Phrase("next head", "cabeza siguiente")
    static let keyPreviousLayer = Phrase("previous layer", "capa anterior")
    static let keyNextLayer = Phrase("next layer", "capa siguiente")
    static let keyScale = Phrase(
        "attention scale: linear, √, log, row max", "escala de atención: lineal, √, log, máximo")
    static let keyFirstToken = Phrase("hide or show the first token", "ocultar o mostrar el primer token")
    static let keyCombination = Phrase(
        "one head, or mean or maximum of the layer's heads", "una cabeza, o media o máximo de las de la capa")

    // MARK: Attention screen

    static let cursorLabel = Phrase("cursor", "cursor")
    static let viewLabel = Phrase("view", "vista")
    static let arithmeticLabel = Phrase("arithmetic", "cuentas")
    static let switchOffLabel = Phrase("switch off", "apagar")
    static let switchOnLabel = Phrase("switch on", "encender")
    static let wordsLabel = Phrase("words", "palabras")
    static let whyLabel = Phrase("why", "por qué")
    static let openLabel = Phrase("open", "abrir")
    static let directionLabel = Phrase("direction", "sentido")
    static let keyCursor = Phrase("move the cursor", "mover el cursor")
    static let keyCursorFar = Phrase("move it by ten", "moverlo de diez en diez")
    static let keyCursorEnds = Phrase("first key, or the token itself", "primera clave, o el propio token")
    static let keyCursorPage = Phrase("a page of queries up or down", "una página de consultas arriba o abajo")
    static let keyView = Phrase("next or previous view", "vista siguiente o anterior")
    static let keyNumberedView = Phrase("matrix, text, heads, arithmetic", "matriz, texto, cabezas, cuentas")
    static let keyOpenView = Phrase(
        "open the head, or the weight's arithmetic, or go back", "abrir la cabeza o las cuentas del peso, o volver")
    static let keyDirection = Phrase(
        "in the text: what the token looks at, or what looks at it",
        "en el texto: a quién mira el token o quién lo mira")
    static let keyDiagonal = Phrase("hide or show the diagonal", "ocultar o mostrar la diagonal")
    static let keyUnrotated = Phrase(
        "query and key before or after rotation", "consulta y clave antes o después de rotar")
    static let keySwitchOff = Phrase("switch the head off or on", "apagar o encender la cabeza")
    static let keyAllOn = Phrase("switch all heads on", "encender todas las cabezas")
    static let keyWhy = Phrase("why the head bears its label", "por qué la cabeza lleva su etiqueta")
    static let keyWords = Phrase("what query, key and value are", "qué son consulta, clave y valor")

    // MARK: Knobs

    static let keyFine = Phrase("turn the knob finely", "girar el mando poco a poco")
    static let keyCoarse = Phrase("turn the knob coarsely", "girar el mando a saltos")
    static let keyKnob = Phrase("another knob", "otro mando")
    static let keyFirstKnob = Phrase("first or last knob", "primer o último mando")
    static let keyTake = Phrase("take the typed number", "aceptar el número escrito")
    static let keyReset = Phrase("back to neutral", "volver al valor neutro")
    static let keyResetAll = Phrase("all knobs back to neutral", "todos los mandos al valor neutro")
    static let keyForce = Phrase("send it although the model refuses it", "enviarlo aunque el modelo lo rechace")
    static let keyType = Phrase("type a number, then Enter", "escribir un número y después Intro")

    // MARK: Tokens and lists

    static let keyToken = Phrase("previous or next token", "token anterior o siguiente")
    static let keyTokenLine = Phrase("a line up or down", "una línea arriba o abajo")
    static let keyTokenPage = Phrase("a page up or down", "una página arriba o abajo")
    static let keyFirst = Phrase("to the beginning", "al principio")
    static let keyScroll = Phrase("scroll", "desplazar")
    static let keyPage = Phrase("a page up or down", "una página arriba o abajo")
    static let keyHead = Phrase("previous or next head", "cabeza anterior o siguiente")
    static let keyLayer = Phrase("previous or next layer", "capa anterior o siguiente")

    // MARK: On top

    static let keyPerform = Phrase("perform the chosen command", "hacer la orden elegida")
    static let keyChoose = Phrase("choose another one", "elegir otra")
    static let keyDelete = Phrase("delete a character", "borrar un carácter")
    static let keyClearField = Phrase("empty the field", "vaciar el campo")
    static let keyClose = Phrase("close", "cerrar")
    static let keyYes = Phrase("yes", "sí")

    // MARK: Editors

    static let keyLeft = Phrase("left", "a la izquierda")
    static let keyRight = Phrase("right", "a la derecha")
    static let keyUp = Phrase("a line up", "una línea arriba")
    static let keyDown = Phrase("a line down", "una línea abajo")
    static let keyWordLeft = Phrase("a word left", "una palabra a la izquierda")
    static let keyWordRight = Phrase("a word right", "una palabra a la derecha")
    static let keyLineStart = Phrase("start of the line", "principio de línea")
    static let keyLineEnd = Phrase("end of the line", "final de línea")
    static let keyTextStart = Phrase("start of the text", "principio del texto")
    static let keyTextEnd = Phrase("end of the text", "final del texto")
    static let keySelectCharacter = Phrase("select by characters", "seleccionar por caracteres")
    static let keySelectLine = Phrase("select by lines", "seleccionar por líneas")
    static let keySelectWord = Phrase("select by words", "seleccionar por palabras")
    static let keySelectLineStart = Phrase("select to the start of the line", "seleccionar hasta el principio de línea")
    static let keySelectLineEnd = Phrase("select to the end of the line", "seleccionar hasta el final de línea")
    static let keySelectTextStart = Phrase("select to the start", "seleccionar hasta el principio")
    static let keySelectTextEnd = Phrase("select to the end", "seleccionar hasta el final")
    static let keySelectPage = Phrase("select by pages", "seleccionar por páginas")
    static let keyNewLine = Phrase("new line", "línea nueva")
    static let keyDeleteLeft = Phrase("delete to the left", "borrar a la izquierda")
    static let keyDeleteRight = Phrase("delete to the right", "borrar a la derecha")
    static let keyDeleteWordLeft = Phrase("delete the word to the left", "borrar la palabra a la izquierda")
    static let keyDeleteWordRight = Phrase("delete the word to the right", "borrar la palabra a la derecha")
    static let keyDeleteToStart = Phrase("delete to the start of the line", "borrar hasta el principio de línea")
    static let keyDeleteToEnd = Phrase("delete to the end of the line", "borrar hasta el final de línea")
    static let keySelectAll = Phrase("select everything", "seleccionar todo")
    static let keyCut = Phrase("cut", "cortar")
    static let keyCopy = Phrase("copy", "copiar")
    static let keyPaste = Phrase("paste what was cut or copied here", "pegar lo cortado o copiado aquí")
    static let keyUndo = Phrase("undo", "deshacer")
    static let keyRedo = Phrase("redo", "rehacer")

    // MARK: Help

    /// Where keys work, as a heading.
    static func title(_ scope: KeyBinding.Scope) -> Phrase {
        switch scope {
        case .everywhere: Phrase("Everywhere", "En todas partes")
        case .outsideEditors: Phrase("In every pane but the editors", "En todos los paneles salvo los editores")
        case .editor: Phrase("Editors", "Editores")
        case .parameters: parameters
        case .output: output
        case .nextToken: nextToken
        case .attention: attention
        case .attentionScreen: Phrase("Attention screen", "Pantalla de atención")
        case .walkScreen: walkTitle
        case .lensScreen: lensTitle
        case .tokensScreen: Phrase("Tokens screen", "Pantalla de tokens")
        case .modelsScreen: Phrase("Models screen", "Pantalla de modelos")
        case .embeddingsForm: Phrase("Embeddings: the form", "Embeddings: el formulario")
        case .embeddingsScreen: Phrase("Embeddings: the map", "Embeddings: el mapa")
        case .embeddingsQuery: Phrase("Embeddings: the query", "Embeddings: la consulta")
        case .historyScreen: Phrase("History screen", "Pantalla del historial")
        case .historyField: Phrase("History screen, while typing", "Pantalla del historial, al escribir")
        case .modelsField: Phrase("Models screen, while typing", "Pantalla de modelos, al escribir")
        case .compareScreen: Phrase("Compare screen", "Pantalla de comparación")
        case .sweepScreen: Phrase("Sweep screen", "Pantalla de barrido")
        case .palette: commands
        case .help: help
        case .note: Phrase("Notes", "Notas")
        case .dialog: Phrase("Questions", "Preguntas")
        }
    }

    static let mouse = Phrase("Mouse", "Ratón")
    static let mouseHelp = Phrase(
        "A click gives a pane the focus and puts the cursor there: in a text, on a slider (drag it), on a token of the "
            + "output, on a head of the map. The wheel scrolls.",
        "Un clic da el foco a un panel y lleva allí el cursor: en un texto, en un mando (arrástralo), en un token de la "
            + "salida, en una cabeza del mapa. La rueda desplaza.")
    static let helpIntroduction = Phrase(
        "mirilla lets you look inside a language model while you turn its knobs. Write in User, run with ^R, move "
            + "through the output and watch what could have come instead and where the model looked.",
        "mirilla te deja mirar dentro de un modelo de lenguaje mientras giras sus mandos. Escribe en Usuario, ejecuta "
            + "con ^R, recorre la salida y observa qué pudo venir en su lugar y dónde miró el modelo.")
    static let outputHelp = Phrase(
        "Each token is tinted by its surprise, −log₂ of the probability that the model gave it: what it expected stays "
            + "calm, what it did not expect glows. The token cursor picks the token that the panes below explain.",
        "Cada token se tiñe según su sorpresa, −log₂ de la probabilidad que le dio el modelo: lo que esperaba queda en "
            + "calma, lo que no esperaba brilla. El cursor elige el token que explican los paneles de abajo.")
    static let nextTokenHelp = Phrase(
        "The bar is the probability after temperature and filters; the mark and the figure under T=1 are the model's "
            + "own, before anything was changed. What a filter cut says which one. The last row is the rest of the "
            + "vocabulary.",
        "La barra es la probabilidad tras la temperatura y los filtros; la marca y la cifra bajo T=1 son las del "
            + "modelo, antes de cambiar nada. Lo que un filtro ha quitado dice cuál fue. La última fila es el resto del "
            + "vocabulario.")
    static let attentionHelp = Phrase(
        "Each cell of the map is a head, shaded by its greatest weight; the letter says what kind of head it was found to "
            + "be, measured once on fixed texts. P: looks at the token before. D: at earlier copies of the token. I "
            + "(induction): at what followed the last copy. S (sink): rests on the first token. L: stays near. B: looks "
            + "everywhere. A point: none of these, which is an answer. Attention is not explanation: it shows where a head "
            + "reads, not why the model answers as it does.",
        "Cada celda del mapa es una cabeza, sombreada por su mayor peso; la letra dice de qué tipo resultó ser, medido una "
            + "vez con textos fijos. P: mira al token anterior. D: a copias previas del token. I (inducción): a lo que siguió a "
            + "la última copia. S (sumidero): descansa en el primer token. L: se queda cerca. B: mira a todas partes. Un "
            + "punto: nada de esto, y eso es una respuesta. La atención no es una explicación: muestra dónde lee una "
            + "cabeza, no por qué el modelo responde así.")
    static let openAnother = Phrase("open another", "abrir otro")
}
