public import Documents
import Foundation
import Generation

/// The presets inside the program, and those in a folder of the user's.
public struct PresetStore: Sendable {
    /// Presets, and what is wrong with files that are none.
    public struct Shelf: Hashable, Sendable {
        /// The user's own presets by their files' names, then those of the program.
        public var presets: [Preset]
        /// What is wrong with the user's files; the sound ones are among the presets all the same.
        public var errors: [DocumentError]

        /// Makes a shelf.
        public init(presets: [Preset] = [], errors: [DocumentError] = []) {
            self.presets = presets
            self.errors = errors
        }
    }

    private let folder: String

    /// Looks into a folder, which need not be there.
    public init(folder: String) { self.folder = folder }

    /// Reads all presets anew: a file that was changed counts at once.
    public func load() -> Shelf {
        var shelf = Shelf()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".toml") {
            let path = "\(folder)/\(name)"
            do throws(DocumentError) {
                guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                    throw DocumentError(
                        file: path, expected: "a text in UTF-8", found: "a file that cannot be read as one")
                }
                shelf.presets.append(try Preset(TOMLDocument(file: path, text: text)))
            } catch {
                shelf.errors.append(error)
            }
        }
        shelf.presets += Self.builtIn
        return shelf
    }

    /// The presets inside the program; a test reads each of them.
    public static let builtIn = EmbeddedPresets.files.compactMap {
        try? Preset(TOMLDocument(file: $0.name, text: $0.text))
    }

    /// Writes a preset to a file named after it, and says where.
    ///
    /// - Throws: `ExportFile.ExistingFile` if there is such a file and it must not be replaced, `Failure` if the disk refuses.
    func save(_ preset: Preset, replacesExisting: Bool) throws -> String {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                .system, "cannot keep the preset", at: folder, found: error.localizedDescription,
                hint: "make the folder writable, or set XDG_CONFIG_HOME")
        }
        let file = try ExportFile(
            "\(folder)/\(Self.fileName(preset.name))", replacesExisting: replacesExisting)
        try file.write(Array(preset.toml.utf8))
        return file.path
    }

    /// A name as a file's: letters, digits, hyphens.
    private static func fileName(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
        return (words.isEmpty ? "preset" : words.joined(separator: "-")) + ".toml"
    }
}
