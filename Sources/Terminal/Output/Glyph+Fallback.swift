internal import TextUI

// What is shown where the terminal's encoding has no such character.
extension Glyph {
    /// The nearest ASCII character: lines become `-`, `|` and `+`, letters lose their accents, `?` if nothing is near.
    var asciiFallback: Unicode.Scalar {
        switch base {
        case "\u{20}"..."\u{7E}": base
        case "─", "━", "═", "╌", "┄", "–", "—", "‐", "▁", "╴", "╶": "-"
        case "│", "┃", "║", "╎", "┆", "▏", "▎", "▍", "▕", "╷", "╵": "|"
        // The other lines are corners, tees and crossings.
        case "\u{2500}"..."\u{257F}": "+"
        case "░", "…", "·", "•", "⋯": "."
        case "▒": ":"
        case "\u{2580}"..."\u{259F}": "#"
        case "●", "○", "◉", "◆", "◇", "■", "□", "▪": "o"
        case "▸", "▶", "→", "›", "»", "❯": ">"
        case "◂", "◀", "←", "‹", "«": "<"
        case "▴", "▲", "↑": "^"
        case "▾", "▼", "↓": "v"
        case "␣": "_"
        case "×", "✗": "x"
        case "√", "✓": "v"
        case "−": "-"
        case "÷": "/"
        case "≤": "<"
        case "≥": ">"
        case "∘": "."
        case "‘", "’": "'"
        case "“", "”": "\""
        case "á", "à", "â", "ä", "ã", "å": "a"
        case "é", "è", "ê", "ë": "e"
        case "í", "ì", "î", "ï": "i"
        case "ó", "ò", "ô", "ö", "õ": "o"
        case "ú", "ù", "û", "ü": "u"
        case "ñ": "n"
        case "ç": "c"
        case "Á", "À", "Â", "Ä", "Ã", "Å": "A"
        case "É", "È", "Ê", "Ë": "E"
        case "Í", "Ì", "Î", "Ï": "I"
        case "Ó", "Ò", "Ô", "Ö", "Õ": "O"
        case "Ú", "Ù", "Û", "Ü": "U"
        case "Ñ": "N"
        case "Ç": "C"
        case "¡": "!"
        default: "?"
        }
    }
}
