// Written by Tools/embed_texts/embed_texts.py from themes/*.toml; change those instead.

/// The theme files inside the program.
enum EmbeddedThemes {
    static let files: [(name: String, text: String)] = [
        (
            "dark.toml",
            ##"""
            # dark: the default theme, and a lesson in writing your own.
            #
            # A theme says what things look like, in three tables:
            #   [palette]  colours with names, for this file and for themes that inherit it
            #   [roles]    how each thing on the screen looks
            #   [ramps]    colours in order, for data: surprise, attention, signed values
            #
            # To make your own, put a file into ~/.config/mirilla/themes/, begin it with `inherits = "dark"`, and write only what
            # you want to be different. Often a new palette is enough:
            #
            #   inherits = "dark"
            #   [palette]
            #   accent = "#ffb454"
            #
            # A colour is "#rrggbb", a name of the palette, one of the terminal's sixteen ("red", "bright-blue", …: whatever
            # they look like in your terminal), or "default" for the terminal's own text or ground.

            appearance = "dark" # is the ground dark or light?

            [palette]
            ground = "#0e1016"
            raised = "#171b25"
            line = "#2c3242"
            shadow = "#434b5e"
            grey = "#7d879c"
            silver = "#c9d1e0"
            white = "#f2f5fb"
            accent = "#6cb6ff"
            selected = "#33435f"
            green = "#7ee0a8"
            amber = "#f2c55c"
            coral = "#ff8c66"
            rose = "#ff7a85"
            violet = "#c084f5"

            [roles]
            # A role is a colour for its text, or a table: fg, bg, and bold, dim, italic, underline, reverse = true.
            background = { fg = "silver", bg = "ground" }
            text = "silver"
            strong = { fg = "white", bold = true }
            dim = "grey"
            faint = "shadow"
            accent = { fg = "accent", bold = true }

            border = "line"
            border_focused = "accent"
            title = "grey"
            title_focused = { fg = "white", bold = true }
            facts = "grey"
            popup = { fg = "silver", bg = "raised" }

            selection = { fg = "white", bg = "selected", bold = true }
            cursor = { fg = "ground", bg = "white" }
            placeholder = { fg = "grey", italic = true }
            match = { fg = "accent", bold = true }
            difference = { fg = "white", bg = "#5c4318" }

            warning = "amber"
            error = "rose"
            success = "green"

            bar = "accent"
            bar_muted = "grey"
            bar_track = "line"
            reference = "amber"

            slider_track = "shadow"
            slider_fill = "grey"
            slider_knob = "white"
            disabled = { fg = "#667085", italic = true }

            key = { fg = "accent", bold = true }
            key_label = "grey"
            tab = "grey"
            tab_selected = { fg = "accent", bold = true, underline = true }
            scroll_track = "line"
            scroll_thumb = "grey"

            # What attention heads do.
            head_previous = "accent"
            head_induction = "coral"
            head_duplicate = "violet"
            head_sink = "#a0a7b8"
            head_local = "green"
            head_broad = "grey"

            [ramps]
            # A ramp passes through its colours; in between, mirilla mixes them so that equal steps look equal.
            # attention: from nothing to all. Lightness should only rise, so that more is always brighter.
            attention = ["ground", "#1b2540", "#274478", "#2c6e9b", "#3f9da3", "#74c08d", "#d8d26a", "#fff3ae"]
            # surprise: what the model expected stays calm, the surprising token glows.
            surprise = ["ground", "#201a1d", "#3a2726", "#6b3f34", "#a35a43", "#e07a55"]
            # diverging: negative, zero (the ground), positive. An odd number of colours, zero in the middle.
            diverging = ["#ff8c66", "#8a5040", "ground", "#33577d", "#6cb6ff"]

            """##
        ),
        (
            "light.toml",
            ##"""
            # light: dark ink on paper.
            inherits = "dark"
            appearance = "light"

            [palette]
            ground = "#fbfaf7"
            raised = "#efede6"
            line = "#d3cfc4"
            shadow = "#b3aea1"
            grey = "#6b6a66"
            silver = "#32343a"
            white = "#0c0d10"
            accent = "#0b62c4"
            selected = "#cfe2fa"
            green = "#14713d"
            amber = "#8a5a00"
            coral = "#b5431c"
            rose = "#b3202f"
            violet = "#7a35b8"

            [roles]
            cursor = { fg = "ground", bg = "white" }
            difference = { fg = "white", bg = "#ffe2a3" }
            disabled = { fg = "#85837c", italic = true }
            head_sink = "#585c66"
            slider_fill = "grey"

            [ramps]
            # On paper more attention is darker.
            attention = ["ground", "#e6edd4", "#bfdcb4", "#83c0ae", "#4a9cab", "#2d72a0", "#2b4580", "#1d1f4b"]
            surprise = ["ground", "#fbefe3", "#fbdcc5", "#f7bd9b", "#ee9670", "#dd6c44"]
            diverging = ["#c8502a", "#eeb39c", "ground", "#a3c4ea", "#0b62c4"]

            """##
        ),
        (
            "high-contrast.toml",
            ##"""
            # high-contrast: black, white and a few pure colours; text is never grey on grey.
            inherits = "dark"

            [palette]
            ground = "#000000"
            raised = "#000000"
            line = "#8c8c8c"
            shadow = "#8c8c8c"
            grey = "#c8c8c8"
            silver = "#ffffff"
            white = "#ffffff"
            accent = "#ffd400"
            selected = "#ffd400"
            green = "#5dff8f"
            amber = "#ffd400"
            coral = "#ff9e7a"
            rose = "#ff9aa2"
            violet = "#dcb0ff"

            [roles]
            selection = { fg = "ground", bg = "selected", bold = true }
            difference = { fg = "ground", bg = "#ffb454", bold = true }
            cursor = { fg = "ground", bg = "accent" }
            placeholder = { fg = "grey", italic = true }
            popup = { fg = "silver", bg = "raised" }
            disabled = { fg = "#a8a8a8", italic = true }
            reference = "#ff9e7a"
            bar = "#ffffff"
            head_previous = "#7cc4ff"
            head_sink = "#ffffff"

            [ramps]
            attention = ["#08090e", "#232c55", "#3e5fa8", "#5f9fc8", "#93d3bd", "#e2ee8f", "#ffffff"]
            surprise = ["#000000", "#2e1a12", "#6a3a22", "#b5643a", "#ff9e5c"]
            diverging = ["#ff9e5c", "#8a5231", "#000000", "#3b6896", "#7cc4ff"]

            """##
        ),
        (
            "color-blind.toml",
            ##"""
            # color-blind: blue and orange carry every meaning, and lightness repeats what hue says; nothing depends on telling red
            # from green. The attention ramp runs from dark blue to yellow, like cividis.
            inherits = "dark"

            [palette]
            accent = "#7ab8f5"
            green = "#8fd0ff"
            amber = "#f5c04a"
            coral = "#f0923b"
            rose = "#ffa94d"
            violet = "#d9c7f7"

            [roles]
            success = "#8fd0ff"
            error = { fg = "#ffa94d", bold = true, underline = true }
            head_local = "#f5e6a8"

            [ramps]
            attention = ["#0e1016", "#0f2045", "#2a3a6b", "#4c5671", "#6d7178", "#928d78", "#bcaa6b", "#e4cd55", "#ffec8a"]
            surprise = ["#0e1016", "#221c14", "#423018", "#745022", "#ad742b", "#f0a23b"]
            diverging = ["#f0923b", "#855226", "#0e1016", "#30557e", "#7ab8f5"]

            """##
        ),
        (
            "ansi.toml",
            ##"""
            # ansi: only the terminal's sixteen colours and its own ground, so it follows whatever palette your terminal has.
            appearance = "dark"

            [roles]
            background = { fg = "default", bg = "default" }
            text = "default"
            strong = { fg = "default", bold = true }
            dim = "bright-black"
            faint = { fg = "bright-black", dim = true }
            accent = { fg = "bright-cyan", bold = true }

            border = "bright-black"
            border_focused = "bright-cyan"
            title = "default"
            title_focused = { fg = "default", bold = true }
            facts = "bright-black"
            popup = { fg = "default", bg = "default" }

            # Bold black is grey in many terminals, so the ink is light.
            selection = { fg = "bright-white", bg = "blue" }
            cursor = { reverse = true }
            placeholder = { fg = "bright-black", italic = true }
            match = { fg = "bright-cyan", bold = true }
            difference = { fg = "black", bg = "yellow" }

            warning = "bright-yellow"
            error = "bright-red"
            success = "bright-green"

            bar = "bright-cyan"
            bar_muted = "bright-black"
            bar_track = "bright-black"
            reference = "bright-yellow"

            slider_track = "bright-black"
            slider_fill = "default"
            slider_knob = { fg = "default", bold = true }
            disabled = { fg = "bright-black", italic = true }

            key = { fg = "bright-cyan", bold = true }
            key_label = "default"
            tab = "default"
            tab_selected = { fg = "bright-cyan", bold = true, underline = true }
            scroll_track = "bright-black"
            scroll_thumb = "default"

            head_previous = "bright-cyan"
            head_induction = "bright-red"
            head_duplicate = "bright-magenta"
            head_sink = "white"
            head_local = "bright-green"
            head_broad = "bright-black"

            [ramps]
            # Colours of the terminal cannot be mixed: these are the steps. "default" is its ground.
            attention = ["default", "blue", "cyan", "bright-cyan", "bright-yellow", "bright-white"]
            surprise = ["default", "default", "red", "bright-red"]
            diverging = ["bright-red", "red", "default", "blue", "bright-cyan"]

            """##
        ),
        (
            "mono.toml",
            ##"""
            # mono: no colours at all (NO_COLOR, a vt100, paper). Bold, underline, reverse and the density of ░▒▓█ say it instead.
            appearance = "dark"

            [roles]
            background = "default"
            text = "default"
            strong = { bold = true }
            dim = "default"
            faint = { dim = true }
            accent = { bold = true }

            border = { dim = true }
            border_focused = { bold = true }
            title = "default"
            title_focused = { bold = true, reverse = true }
            facts = "default"
            popup = "default"

            selection = { reverse = true }
            cursor = { reverse = true }
            placeholder = { dim = true }
            match = { bold = true, underline = true }
            difference = { underline = true, bold = true }

            warning = { bold = true }
            error = { bold = true, reverse = true }
            success = "default"

            bar = "default"
            bar_muted = { dim = true }
            bar_track = { dim = true }
            reference = { bold = true }

            slider_track = { dim = true }
            slider_fill = "default"
            slider_knob = { bold = true }
            disabled = { dim = true }

            key = { bold = true }
            key_label = "default"
            tab = "default"
            tab_selected = { bold = true, reverse = true }
            scroll_track = { dim = true }
            scroll_thumb = { bold = true }

            head_previous = "default"
            head_induction = "default"
            head_duplicate = "default"
            head_sink = "default"
            head_local = "default"
            head_broad = "default"

            [ramps]
            # No colours: shading.
            attention = []
            surprise = []
            diverging = []

            """##
        ),
    ]
}
