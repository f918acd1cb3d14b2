import Generation
import Playground

// Writing what is on the screen to a file, and the page for a browser.

extension Phrase {
    static let exportTitle = Phrase("Write to a file", "Guardar en un archivo")
    static let exportFile = Phrase("file", "archivo")
    static let exportHint = Phrase(
        "↑↓ what · type a name or path · Enter writes · ^Y copies text",
        "↑↓ qué · escribe nombre o ruta · Intro guarda · ^Y copia texto")
    static let keyCopyExport = Phrase(
        "copy the text instead of writing a file", "copiar el texto en vez de guardarlo en un archivo")

    /// That a text does not fit the terminal's clipboard.
    static func copyRefused(_ byteCount: Int, limit: Int) -> Phrase {
        Phrase(
            "not copied: terminals take \(Figure.bytes(limit)) at most, this is \(Figure.bytes(byteCount)); ^E writes a file",
            "no copiado: los terminales admiten \(Figure.bytes(limit)), esto son \(Figure.bytes(byteCount)); ^E guarda un archivo"
        )
    }

    static let exportExistsTitle = Phrase("Replace the file?", "¿Reemplazar el archivo?")
    static let exportExists = Phrase("There is a file with this name already:", "Ya hay un archivo con este nombre:")
    static let exportReplace = Phrase("replace it", "reemplazarlo")
    static let exportKeep = Phrase("keep it", "conservarlo")
    static let exportLabel = Phrase("export", "exportar")
    static let keyExport = Phrase(
        "write what is on the screen to a file", "guardar en un archivo lo que hay en pantalla")

    /// What a file holds, in a few words.
    static func name(_ format: ExportFormat) -> Phrase {
        switch format {
        case .attentionPage: Phrase("attention · page for a browser", "atención · página para el navegador")
        case .attentionTensors: Phrase("attention · safetensors", "atención · safetensors")
        case .traceTensors: Phrase("whole trace · safetensors", "traza completa · safetensors")
        case .runMarkdown: Phrase("run as a page · Markdown", "ejecución como página · Markdown")
        case .codeCurl: Phrase("the request as code · curl", "la petición como código · curl")
        case .codePython: Phrase("the request as code · Python", "la petición como código · Python")
        case .codeSwift: Phrase("the request as code · Swift", "la petición como código · Swift")
        case .runCSV: Phrase("tokens of the run · CSV", "tokens de la ejecución · CSV")
        case .runJSON: Phrase("tokens and candidates · JSON", "tokens y candidatos · JSON")
        case .distributionCSV: Phrase("next token · CSV", "siguiente token · CSV")
        case .distributionJSON: Phrase("next token · JSON", "siguiente token · JSON")
        case .screenSVG: Phrase("screen · SVG image", "pantalla · imagen SVG")
        case .screenANSI: Phrase("screen · text with colours", "pantalla · texto con colores")
        }
    }

    /// That a file was written.
    static func exported(_ path: String, _ byteCount: Int) -> Phrase {
        Phrase("written: \(path) (\(Figure.bytes(byteCount)))", "guardado: \(path) (\(Figure.bytes(byteCount)))")
    }

    // MARK: The page

    static func pageTitle(_ model: String) -> Phrase { Phrase("Attention of \(model)", "Atención de \(model)") }

    static func pageSummary(tokens: Int, layers: Int, heads: Int) -> Phrase {
        Phrase(
            "\(Figure.english(tokens)) tokens, \(layers) layers × \(heads) heads. Weights are rounded to 1/255.",
            "\(Figure.spanish(tokens)) tokens, \(layers) capas × \(heads) cabezas. Los pesos se redondean a 1/255.")
    }

    static func pageOmitted(_ count: Int) -> Phrase {
        let limit = "\(AttentionRecord.byteLimit >> 20) MiB"
        return Phrase(
            "The \(Figure.english(count)) oldest tokens are left out, because a page holds \(limit) of weights at most; "
                + "what a token gives to them is missing from its row.",
            "Faltan los \(Figure.spanish(count)) tokens más antiguos, porque una página contiene como máximo \(limit) de "
                + "pesos; lo que un token les da no aparece en su fila.")
    }

    static let pageHeads = Phrase("Heads", "Cabezas")
    static let pageHeadsHint = Phrase(
        "Rows are layers, columns heads, x̄ their mean. The stronger the colour, the more the chosen token gives to one "
            + "token other than the first and itself. Arrow keys move.",
        "Las filas son capas, las columnas cabezas y x̄ su media. Cuanto más intenso el color, más da el token elegido a "
            + "un solo token que no sea el primero ni él mismo. Las flechas mueven.")
    static let pageTokensHint = Phrase(
        "Hover over a token or click it to see where it looks. Arrow keys move. Generated tokens are underlined.",
        "Pasa por un token o haz clic en él para ver dónde mira. Las flechas mueven. Los tokens generados van subrayados."
    )
    static let pageScale = Phrase("scale", "escala")
    static let pageCaution = Phrase(
        "Attention is not explanation: it shows where a head reads, not why the model answers as it does. Made by mirilla.",
        "La atención no es una explicación: muestra dónde lee una cabeza, no por qué el modelo responde así. Hecho con "
            + "mirilla.")
    static let pageNoScript = Phrase(
        "This page needs JavaScript; everything that it runs is inside it.",
        "Esta página necesita JavaScript; todo lo que ejecuta está dentro de ella.")
    static let pageLayer = Phrase("layer", "capa")
    static let pageHead = Phrase("head", "cabeza")
    static let pageMean = Phrase("mean of the heads", "media de las cabezas")
    static let pageToken = Phrase("token", "token")
    static let pageLooksAt = Phrase("looks at", "mira a")
    static let pageIsLookedAtBy = Phrase("is looked at by", "es mirado por")
    static let pageNone = Phrase("nothing", "nada")
}
