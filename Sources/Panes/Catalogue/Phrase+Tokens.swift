import Generation
import Playground

// The tokens screen: the table, the alternatives, the branches, and two of them side by side.

extension Phrase {
    static let renderedPrompt = Phrase("The prompt as the model receives it", "El texto tal como lo recibe el modelo")
    static let noRenderedPrompt = Phrase("Nothing is written yet.", "Aún no hay nada escrito.")

    /// How many tokens are markers rather than text.
    static func specialTokens(_ count: Int) -> Phrase { Phrase("\(count) special", "\(count) especiales") }

    static let tokensTitle = Phrase("Tokens", "Tokens")
    static let tokensPlaceholder = Phrase(
        "Run a prompt (^R): every token of the answer gets a row here, and from every row you can branch off.",
        "Ejecuta un texto (^R): cada token de la respuesta tendrá aquí una fila, y desde cada fila puedes abrir una rama."
    )
    static let forced = Phrase("put there", "impuesto")
    static let alternatives = Phrase("Alternatives", "Alternativas")
    static let alternativesPlaceholder = Phrase(
        "What could have come instead stands here; Enter goes on with it.",
        "Aquí está lo que pudo venir en su lugar; Intro continúa con ello.")
    static let alternativesAsked = Phrase("asking the model again…", "preguntando de nuevo al modelo…")
    static let alternativesUnknown = Phrase(
        "The model does not say what else could have come.", "El modelo no dice qué otra cosa pudo venir.")
    static let branches = Phrase("Branches", "Ramas")
    static let branchFigures = Phrase("tokens · mean ln p", "tokens · media ln p")
    static let branchesPlaceholder = Phrase("Runs and their branches.", "Las ejecuciones y sus ramas.")
    static let touched = Phrase("(off)", "(apagado)")
    static let comparison = Phrase("Compared", "Comparación")
    static let sameToken = Phrase("same tok.", "mismo tok.")
    static let divergence = Phrase("KL bits", "KL bits")
    static let noDifference = Phrase("no difference", "ninguna diferencia")
    static let divergencesAsked = Phrase("KL: asking…", "KL: preguntando…")
    static let untouchedWaits = Phrase(
        "The run with nothing switched off will stand beside this one when it has ended.",
        "La ejecución sin nada apagado estará al lado de esta cuando termine.")

    static func atToken(_ number: Int) -> Phrase { Phrase(same: "token \(number)") }

    static func firstDifference(_ number: Int) -> Phrase {
        Phrase("first difference at \(number)", "primera diferencia en \(number)")
    }

    static func meanDivergence(_ bits: Double) -> Phrase {
        Phrase("mean KL \(Figure.fixed(bits, decimals: 2)) bits", "KL media \(Figure.fixed(bits, decimals: 2)) bits")
    }

    /// What a run left out, counted from 1 as on the whole screen.
    static func switchedOff(_ interventions: [Intervention]) -> Phrase {
        let names = interventions.map { intervention in
            switch intervention {
            case .switchOffHead(let layer, let head): "\(layer + 1).\(head + 1)"
            case .switchOffMLP(let layer): "MLP \(layer + 1)"
            }
        }.joined(separator: " ")
        return Phrase("off: \(names)", "apagado: \(names)")
    }

    /// A column's heading.
    static func heading(_ column: TokenTable.Column) -> Phrase {
        switch column {
        case .index: Phrase(same: "#")
        case .token: Phrase(same: "token")
        case .id: Phrase(same: "id")
        case .probability: Phrase("p", "p")
        case .unsampled: Phrase(same: "T=1")
        case .rank: Phrase("rank", "lugar")
        case .entropy: Phrase("H", "H")
        case .surprise: Phrase("surprise", "sorpresa")
        case .sampler: Phrase("cut by", "cortado por")
        }
    }

    /// What a branch is called: by a person, or after how it came about.
    static func branchName(_ branch: Branch, in tree: RunTree) -> Phrase {
        if let name = branch.name { return Phrase(same: TokenText.visible(name)) }
        let place = branch.position + 1
        switch branch.origin {
        case .prompt:
            let number =
                (tree.children(of: nil).filter { $0.origin == .prompt }.firstIndex { $0.id == branch.id } ?? 0) + 1
            return Phrase("run \(number)", "ejecución \(number)")
        case .token:
            let token =
                branch.run.steps.indices.contains(branch.position) ? branch.run.steps[branch.position].token : nil
            return Phrase(same: "\(place) \(token.map(TokenText.listed) ?? "")")
        case .text:
            let text = TokenText.visible(branch.run.steps[branch.forced].map(\.text).joined(), space: "·")
            return Phrase(same: "\(place) “\(text)”")
        case .untouched:
            return Phrase("untouched", "intacta")
        }
    }

    // MARK: Fields and notices

    static let branchEntryTitle = Phrase("Branch with a text", "Rama con un texto")
    static func branchEntryExplanation(_ position: Int, of count: Int) -> Phrase {
        position < count
            ? Phrase(
                "The text takes the place of token \(position + 1) and what follows. A space at its front counts.",
                "El texto ocupa el lugar del token \(position + 1) y lo que sigue. El espacio inicial cuenta.")
            : Phrase(
                "The text goes on behind the last token. A space at its front counts.",
                "El texto sigue al último token. El espacio inicial cuenta.")
    }
    static let branchEntryPlaceholder = Phrase("text to go on from", "texto desde el que continuar")
    static let branchNameTitle = Phrase("Name of the branch", "Nombre de la rama")
    static let branchNamePlaceholder = Phrase("empty: the name it has by itself", "vacío: el que tiene por sí sola")
    static let branchOff = Phrase("go on", "continuar")
    static let rename = Phrase("name it", "nombrar")

    static func otherModel(_ name: String) -> Phrase {
        Phrase(
            "only \(name), which wrote this, can go on from here, and only if it runs on this machine",
            "solo \(name), que lo escribió, puede continuar desde aquí, y solo si se ejecuta en esta máquina")
    }

    static func pruned(_ count: Int) -> Phrase {
        Phrase(
            "\(count) \(count == 1 ? "branch" : "branches") taken away; u brings back",
            "\(count) \(count == 1 ? "rama quitada" : "ramas quitadas"); u la recupera")
    }
    static let nothingToCompare = Phrase(
        "there is no other branch to compare with yet", "aún no hay otra rama con la que comparar")

    // MARK: Keys

    static let tokensLabel = Phrase("tokens", "tokens")
    static let alternativeLabel = Phrase("alternative", "alternativa")
    static let branchLabel = Phrase("branch", "rama")
    static let textLabel = Phrase("text", "texto")
    static let compareLabel = Phrase("compare", "comparar")
    static let walkLabel = Phrase("branches", "ramas")
    static let pruneLabel = Phrase("prune", "podar")
    static let keyTokensScreen = Phrase("the tokens screen, and back", "la pantalla de tokens, y volver")
    static let keyTokenRow = Phrase("previous or next token", "token anterior o siguiente")
    static let keyAlternative = Phrase("previous or next alternative", "alternativa anterior o siguiente")
    static let keyTakeAlternative = Phrase(
        "branch here with the chosen alternative", "abrir aquí una rama con la alternativa elegida")
    static let keyBranchText = Phrase("branch here with a text", "abrir aquí una rama con un texto")
    static let keyCompare = Phrase(
        "compare with the marked branch, the untouched run or the parent",
        "comparar con la rama marcada, la ejecución intacta o la rama madre")
    static let keyWalkRows = Phrase("branch above or below", "rama de arriba o de abajo")
    static let keyWalkDepth = Phrase("parent branch or first child", "rama madre o primera hija")
    static let keyWalkSiblings = Phrase("previous or next sibling", "hermana anterior o siguiente")
    static let keyMark = Phrase("mark the branch to compare others with", "marcar la rama con la que comparar otras")
    static let keyRename = Phrase("name the branch", "nombrar la rama")
    static let keyPin = Phrase(
        "keep the branch's figures when memory gets short, or not",
        "conservar o no las cifras de la rama si falta memoria")
    static let keyPrune = Phrase("take the branch and its branches away", "quitar la rama y las que salen de ella")
    static let keyRestore = Phrase("bring back what was taken away", "recuperar lo quitado")
}
