internal import CNcurses
public import TextUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The real screen: shows canvases, and gives the terminal back in every case.
///
/// It is not `Sendable`, so the compiler keeps it on the thread that made it. There can be one at a time.
/// ```
/// let screen = try Screen(environment: ProcessInfo.processInfo.environment, cacheDirectory: nil)
/// screen.present(canvas)
/// screen.close()
/// ```
public final class Screen {
    /// How many cells there are.
    public private(set) var size: Size
    /// How many colours the terminal shows; others become the nearest of these.
    public let colorLevel: ColorLevel
    /// Whether the terminal takes UTF-8; if not, what it cannot show becomes the nearest ASCII character.
    public let isUTF8: Bool

    private var shown: Canvas?
    private var numbers: ColorNumbers
    private var pairs: ColorPairs
    private var isOpen = true

    /// More pairs are never needed at once, and the library's table grows with them.
    private static let mostPairs = 65_536
    /// Longer texts are refused by terminals.
    public static let longestCopy = 74_994

    /// Takes over the terminal on standard input and output.
    ///
    /// - Parameters:
    ///   - environment: `TERM`, `COLORTERM` and `NO_COLOR` are read.
    ///   - cacheDirectory: where a terminal description with 16 million colours may be kept; nil does without.
    public init(environment: [String: String], cacheDirectory: String?) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "input") }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(stream: "output") }
        isUTF8 = cn_use_locale()
        let description = try TerminalDescription(environment: environment, cacheDirectory: cacheDirectory)
        if isatty(STDERR_FILENO) == 1, let file = Self.temporaryFile() { cn_keep_errors(file) }
        guard description.open() else { throw .unknownTerminal(name: description.name) }
        colorLevel = description.level
        numbers = ColorNumbers(level: description.level)
        pairs = ColorPairs(capacity: min(Int(cn_pair_count()), Self.mostPairs))
        size = Size(columns: 80, rows: 24)
        updateSize()
    }

    deinit { close() }

    /// A file without a name, for what goes to standard error meanwhile.
    private static func temporaryFile() -> Int32? {
        guard let file = tmpfile() else { return nil }
        defer { fclose(file) }
        let descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)
        return descriptor < 0 ? nil : descriptor
    }

    /// Shows a canvas, writing only the cells that changed.
    ///
    /// - Parameters:
    ///   - canvas: what to show; what is larger than the screen is cut off.
    ///   - cursor: where the terminal's own cursor stands; nil hides it.
    public func present(_ canvas: Canvas, cursor: Point? = nil) {
        guard isOpen else { return }
        if pairs.isExhausted {
            pairs.empty()
            cn_forget_pairs()
            shown = nil
        }
        if shown?.size != canvas.size {
            cn_erase()
            shown = nil
        }
        let columns = min(canvas.size.columns, size.columns)
        for row in 0..<min(canvas.size.rows, size.rows) {
            let cells = canvas.row(row)
            let before = shown?.row(row)
            if cells == before { continue }
            for column in 0..<columns {
                let cell = cells[cells.startIndex + column]
                if let before, before[before.startIndex + column] == cell { continue }
                put(cell, column: column, row: row, lastColumn: columns - 1)
            }
        }
        let place = cursor ?? .zero
        cn_cursor(Int32(place.row), Int32(place.column), cursor != nil)
        cn_flush()
        shown = canvas
    }

    private func put(_ cell: Cell, column: Int, row: Int, lastColumn: Int) {
        if cell.isContinuation { return }
        let style = cell.style
        let pair = ColorPairs.Pair(
            foreground: numbers.number(of: style.foreground), background: numbers.number(of: style.background))
        let (number, isNew) = pairs.number(of: pair)
        if isNew { _ = cn_define_pair(number, pair.foreground, pair.background) }
        let looks = Int32(style.attributes.rawValue)
        let (row, column, width) = (Int32(row), Int32(column), Int32(cell.columns))
        let base = cell.glyph.base.value
        // A wide glyph in the last column would be wrapped by the terminal.
        let fits = width == 1 || Int(column) < lastColumn
        if fits, (0x20..<0x7F).contains(base) || cn_width(base) == width {
            var scalars = [base]
            for mark in cell.glyph.marks where cn_width(mark.value) == 0 { scalars.append(mark.value) }
            cn_put(row, column, scalars, Int32(scalars.count), looks, number)
        } else {
            // The terminal's idea of the width differs: something that takes exactly this room.
            let replacement = isUTF8 ? "\u{FFFD}" : cell.glyph.asciiFallback
            cn_put(row, column, [replacement.value], 1, looks, number)
            if width == 2, fits { cn_put(row, column + 1, [0x20], 1, looks, number) }
        }
    }

    /// Takes the size from the system.
    func updateSize() {
        var (rows, columns) = (Int32(0), Int32(0))
        guard cn_system_size(&rows, &columns) else { return }
        cn_resize(rows, columns)
        size = Size(columns: Int(columns), rows: Int(rows))
        shown = nil
    }

    /// Gives the terminal back to the shell until the program is told to go on.
    func suspend() {
        cn_leave()
        cn_stop()
        takeAgain()
    }

    /// Makes the terminal ours again after something else had it; the next canvas is drawn in full.
    func takeAgain() {
        cn_return()
        updateSize()
    }

    /// Puts text on the clipboard of the machine in front of the user (OSC 52); works over SSH.
    ///
    /// Returns false if the text is longer than terminals accept. Whether the terminal allows it cannot be known.
    @discardableResult
    public func copy(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard isOpen, bytes.count <= Self.longestCopy else { return false }
        let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encode(bytes) + [0x07]
        cn_write(sequence, sequence.count)
        return true
    }

    /// Gives the terminal back for good; what was written to standard error meanwhile appears now.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        cn_close()
    }
}
