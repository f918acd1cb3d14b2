import Generation
import Playground
import TextUI

/// The list of models as a table: a heading for each group, a row for each model, as many columns as there is room for.
struct ModelRows {
    let table: Table
    /// The model of each row; nil for a heading.
    let references: [String?]

    init(_ scene: Scene, columns: Int) {
        let display = scene.state.models
        let shown = display.shown
        let fields = ModelField.fitting(columns)
        var rows: [[Line]] = []
        var references: [String?] = []
        var selected: Int?
        var group: ModelGroup?
        for listing in shown {
            if ModelGroup(listing.place) != group {
                group = ModelGroup(listing.place)
                rows.append([Line(scene.text(.title(ModelGroup(listing.place))), .accent)])
                references.append(nil)
            }
            if listing.reference == display.chosen?.reference { selected = rows.count }
            rows.append(fields.map { $0.line(for: listing, scene) })
            references.append(listing.reference)
        }
        let placeholder: Phrase = display.query.isEmpty ? .lookingForModels : .noModelFound
        table = Table(
            fields.map { Table.Column(scene.text($0.title), $0.extent, alignment: $0.alignment) }, rows: rows,
            selected: selected, placeholder: scene.text(placeholder))
        self.references = references
    }
}

/// Where models are, as far as it matters to a reader: in the program, on this machine, elsewhere.
enum ModelGroup {
    case embedded
    case machine
    case hosted

    init(_ place: ModelListing.Place) {
        switch place {
        case .embedded: self = .embedded
        case .huggingFace, .ollama, .lmStudio, .llamaCpp, .converted: self = .machine
        case .hosted: self = .hosted
        }
    }
}

/// A column of the list.
enum ModelField: CaseIterable {
    case name
    case size
    case architecture
    case context
    case weights
    case disclosure
    case state

    /// From which width of the list on it is shown.
    private var leastColumns: Int {
        switch self {
        case .name: 0
        case .state: 36
        case .size: 46
        case .context: 56
        case .architecture: 66
        case .disclosure: 78
        case .weights: 92
        }
    }

    /// The columns that a list of some width has room for.
    static func fitting(_ columns: Int) -> [ModelField] { allCases.filter { columns >= $0.leastColumns } }

    var extent: Extent {
        switch self {
        case .name: .rest
        case .size: .fixed(8)
        case .architecture: .fixed(12)
        case .context: .fixed(9)
        case .weights: .fixed(7)
        case .disclosure: .fixed(9)
        case .state: .fixed(12)
        }
    }

    var alignment: Alignment { self == .size || self == .context ? .right : .left }

    var title: Phrase {
        switch self {
        case .name: .modelColumn
        case .size: .sizeColumn
        case .architecture: .architectureColumn
        case .context: .contextColumn
        case .weights: .weightsColumn
        case .disclosure: .disclosureColumn
        case .state: .stateColumn
        }
    }

    /// What stands in the column for a model.
    func line(for listing: ModelListing, _ scene: Scene) -> Line {
        let facts = listing.description
        switch self {
        case .name: return name(of: listing, scene)
        case .size: return Line(facts.weightBytes.map(ByteCount.text) ?? "", .text)
        case .architecture: return Line(facts.architecture ?? "", .dim)
        case .context: return Line(facts.contextLimit.map { scene.figure($0) } ?? "", .text)
        case .weights: return Line(facts.weightType ?? "", .dim)
        case .disclosure: return Line(listing.disclosure.map { scene.text(.short($0)) } ?? "", .dim)
        case .state:
            let state = ModelState(listing)
            return Line(state.map { scene.text(.name($0)) } ?? "", state?.role ?? .dim)
        }
    }

    /// The reference, marked if it is open; of a path the end, which tells files apart.
    private func name(of listing: ModelListing, _ scene: Scene) -> Line {
        let isOpen = scene.state.model.loaded?.description.reference == listing.reference
        let name =
            listing.reference.hasPrefix("/")
            ? "…/" + listing.reference.split(separator: "/").suffix(2).joined(separator: "/") : listing.reference
        let role: TextUI.Role = listing.obstacle == nil ? (isOpen ? .strong : .text) : .disabled
        return Line([Span(isOpen ? "● " : "  ", .accent), Span(name, role)])
    }
}

/// What keeps a model from being used, or that nothing does.
enum ModelState: Hashable {
    case cannotRun
    case unreachable
    case fit(MemoryNeed.Fit)
    case active
    case deprecated(until: String?)
    case retired

    init?(_ listing: ModelListing) {
        if listing.obstacle != nil {
            self = listing.isUnreachable ? .unreachable : .cannotRun
        } else if let lifecycle = listing.lifecycle {
            switch lifecycle {
            case .active: self = .active
            case .deprecated(let day): self = .deprecated(until: day)
            case .retired: self = .retired
            }
        } else if let memory = listing.memory {
            self = .fit(memory.fit)
        } else {
            return nil
        }
    }

    var role: TextUI.Role {
        switch self {
        case .fit(.fits), .active: .success
        case .fit(.tight), .deprecated: .warning
        case .fit(.tooLarge), .cannotRun, .retired: .error
        case .unreachable: .dim
        }
    }
}

extension Scene {
    /// A whole number with its thousands apart.
    func figure(_ count: Int) -> String { text(Phrase(Figure.english(count), Figure.spanish(count))) }
}
