import Playground

// The commands: their names, and why one cannot be used now.

extension Phrase {
    /// A command's name, as the palette lists it.
    static func command(_ command: Command) -> Phrase {
        switch command {
        case .run: Phrase("run the prompt", "ejecutar el texto")
        case .stop: Phrase("stop the run", "detener la ejecución")
        case .toggleLive: Phrase("live mode on or off", "modo en vivo sí o no")
        case .toggleRaw: Phrase("chat template on or off", "plantilla de chat sí o no")
        case .toggleReasoning:
            Phrase("show or fold what the model thought", "mostrar o plegar lo que pensó el modelo")
        case .openModel: Phrase("open a model", "abrir un modelo")
        case .show(let screen):
            Phrase("screen: \(title(screen).english)", "pantalla: \(title(screen).spanish)")
        case .focus(let pane): Phrase("go to \(title(pane).english)", "ir a \(title(pane).spanish)")
        case .resetParameter: Phrase("reset this parameter", "restablecer este parámetro")
        case .resetAllParameters: Phrase("reset all parameters", "restablecer todos los parámetros")
        case .toggleForcedParameter:
            Phrase("send this parameter although refused", "enviar este parámetro aunque se rechace")
        case .lookAtPrompt: Phrase("explain the token after the prompt", "explicar el token que sigue al texto")
        case .showRenderedPrompt: keyRenderedPrompt
        case .followNewestToken: Phrase("follow the newest token", "seguir el token más reciente")
        case .attentionScale(let scale):
            Phrase("attention: \(name(scale).english)", "atención: \(name(scale).spanish)")
        case .toggleFirstToken:
            Phrase("attention: hide or show the first token", "atención: ocultar o mostrar el primer token")
        case .nextHeadCombination:
            Phrase(
                "attention: one head, mean or maximum of the heads",
                "atención: una cabeza, media o máximo de las cabezas")
        case .toggleDiagonal:
            Phrase("attention: hide or show the diagonal", "atención: ocultar o mostrar la diagonal")
        case .attentionView(let view):
            Phrase("attention: \(name(view).english)", "atención: \(name(view).spanish)")
        case .explainHeadLabels: Phrase("why the head bears its label", "por qué la cabeza lleva su etiqueta")
        case .explainQueryKeyValue:
            Phrase("what query, key and value are", "qué son la consulta, la clave y el valor")
        case .toggleChosenHead:
            Phrase("switch the chosen head off or on", "apagar o encender la cabeza elegida")
        case .clearInterventions: Phrase("switch every head on again", "volver a encender todas las cabezas")
        case .branchWithText: Phrase("branch: with a text", "rama: con un texto")
        case .compareBranches: Phrase("branch: compare with another", "rama: comparar con otra")
        case .nameBranch: Phrase("branch: name it", "rama: ponerle nombre")
        case .pinBranch: Phrase("branch: keep its figures or not", "rama: conservar sus cifras o no")
        case .pruneBranch: Phrase("branch: take it away", "rama: quitarla")
        case .restoreBranch: Phrase("branch: bring back what was taken away", "rama: recuperar lo quitado")
        case .presets: Phrase("presets: choose one", "plantillas: elegir una")
        case .keepPreset: Phrase("presets: keep texts and knobs as one", "plantillas: guardar textos y mandos como una")
        case .toggleRecording: Phrase("history: remember runs, or not", "historial: recordar ejecuciones, o no")
        case .fanOutTemperature:
            Phrase("compare: the same model at several temperatures", "comparar: el mismo modelo a varias temperaturas")
        case .addColumn: Phrase("compare: add a column", "comparar: añadir una columna")
        case .runWithNewSeeds: Phrase("compare: run all with a new seed", "comparar: ejecutar todo con otra semilla")
        case .contextWindows:
            Phrase("context: how much would fit into known models", "contexto: cuánto cabría en modelos conocidos")
        case .export: Phrase("write what is on the screen to a file", "guardar en un archivo lo que hay en pantalla")
        case .copyOutput: Phrase("copy the output", "copiar la salida")
        case .undo: Phrase("undo", "deshacer")
        case .redo: Phrase("redo", "rehacer")
        case .restoreDraft: Phrase("bring back the last session's texts", "recuperar los textos de la última sesión")
        case .theme(let name): Phrase("theme: \(name)", "tema: \(name)")
        case .nextTheme: Phrase("next theme", "tema siguiente")
        case .language(.english): Phrase(same: "language: English")
        case .language(.spanish): Phrase(same: "idioma: español")
        case .help: Phrase("help", "ayuda")
        case .palette: Phrase("commands", "órdenes")
        case .suspend: Phrase("suspend to the shell", "suspender y volver al shell")
        case .quit: Phrase("quit", "salir")
        }
    }

    /// Why a command cannot be used now.
    static func reason(_ reason: Command.Availability.Reason) -> Phrase {
        switch reason {
        case .noModel: Phrase("no model is open", "no hay ningún modelo abierto")
        case .emptyPrompt: Phrase("there is no text yet", "aún no hay texto")
        case .nothingRuns: Phrase("nothing is running", "no hay nada en marcha")
        case .noOutput: Phrase("there is no output", "no hay salida")
        case .noReasoning: Phrase("the model told no thoughts", "el modelo no contó lo que pensaba")
        case .nothingToUndo: Phrase("nothing to take back", "no hay nada que deshacer")
        case .noEditor: Phrase("no editor has the focus", "ningún editor tiene el foco")
        case .noAttention: Phrase("this model shows no attention", "este modelo no muestra su atención")
        case .knobIsTaken: Phrase("the model takes it already", "el modelo ya lo admite")
        case .noInspector: Phrase("this model cannot be looked into", "no se puede mirar dentro de este modelo")
        case .noDraft: Phrase("no earlier text was kept", "no se guardó ningún texto anterior")
        case .notMeasured: Phrase("the heads are not measured yet", "las cabezas aún no se han medido")
        case .nothingIsOff: Phrase("no head is switched off", "no hay ninguna cabeza apagada")
        case .nothingPruned: Phrase("no branch was taken away", "no se ha quitado ninguna rama")
        case .alreadySo: Phrase("it is so already", "ya está así")
        }
    }

    /// A screen's title.
    static func title(_ screen: PlaygroundScreen) -> Phrase {
        switch screen {
        case .playground: Phrase("Playground", "Área de pruebas")
        case .attention: attention
        case .tokens: tokensTitle
        case .walk: walkTitle
        case .lens: lensTitle
        case .models: models
        case .history: history
        case .compare: compareScreenTitle
        case .sweep: sweepScreenTitle
        case .embeddings: embeddings
        }
    }

    /// A pane's title.
    static func title(_ pane: Pane) -> Phrase {
        switch pane {
        case .system: system
        case .user: user
        case .parameters: parameters
        case .output: output
        case .nextToken: nextToken
        case .attention: attention
        }
    }

    /// A pane's title where room is short.
    static func shortTitle(_ pane: Pane) -> Phrase {
        switch pane {
        case .system: Phrase("Sys", "Sist")
        case .user: Phrase("User", "Usu")
        case .parameters: Phrase("Params", "Pará")
        case .output: Phrase("Out", "Sal")
        case .nextToken: Phrase("Next", "Sig")
        case .attention: Phrase("Att", "Aten")
        }
    }

    /// How attention weights become shades.
    static func name(_ scale: AttentionScale) -> Phrase {
        switch scale {
        case .linear: linearScale
        case .squareRoot: rootScale
        case .logarithmic: logScale
        case .rowMaximum: rowMaxScale
        }
    }
}
