import Panes
import Playground
import Testing
import TextUI

struct KeyTableTests {
    @Test(arguments: KeyBinding.Scope.allCases)
    func `no key is bound twice in a scope`(scope: KeyBinding.Scope) {
        var seen: Set<Key> = []
        for binding in KeyTable.bindings(in: scope) {
            for key in binding.keys { #expect(seen.insert(key).inserted, "\(scope) binds \(key) twice") }
        }
    }

    @Test func `every key of a scope without an overlay means something somewhere`() {
        let panes: [KeyBinding.Scope: Pane] = [
            .everywhere: .user, .editor: .user, .parameters: .parameters, .output: .output, .nextToken: .nextToken,
            .attention: .attention, .outsideEditors: .output,
        ]
        var session = Session(user: "She saw a ball")
        session.press(.control("r"))
        session.press(.function(4))
        for binding in KeyTable.bindings(in: .attentionScreen) {
            for key in binding.keys {
                let actions = KeyMap.actions(for: .key(key), in: session.state, size: session.size)
                #expect(!actions.isEmpty, "\(key) means nothing on the attention screen")
            }
        }
        for (scope, screen) in [(KeyBinding.Scope.compareScreen, 3), (.sweepScreen, 5)] {
            session.press(.function(screen), .control("r"))
            for binding in KeyTable.bindings(in: scope) {
                for key in binding.keys {
                    let actions = KeyMap.actions(for: .key(key), in: session.state, size: session.size)
                    #expect(!actions.isEmpty, "\(key) means nothing in \(scope)")
                }
            }
        }
        session.press(.function(5))
        for (scope, pane) in panes {
            session.perform(.focus(.pane(pane)))
            for binding in KeyTable.bindings(in: scope) {
                for key in binding.keys {
                    let actions = KeyMap.actions(for: .key(key), in: session.state, size: session.size)
                    #expect(!actions.isEmpty, "\(key) means nothing in \(pane)")
                }
            }
        }
    }

    @Test func `the keys that never change are the same in every pane`() {
        var session = Session(user: "x")
        for pane in Pane.allCases {
            session.perform(.focus(.pane(pane)))
            func actions(_ key: Key) -> [Action] {
                KeyMap.actions(for: .key(key), in: session.state, size: session.size)
            }
            #expect(actions(.control("r")) == [.run])
            #expect(actions(Key(.escape)) == [.escape])
            #expect(actions(Key(.tab)) == [.focus(.next)])
            #expect(actions(Key(.tab, .shift)) == [.focus(.previous)])
            #expect(actions(.control("p")) == [.overlay(.openPalette)])
            #expect(actions(.function(1)) == [.overlay(.openHelp)])
            #expect(actions(.control("q")) == [.quit])
            #expect(actions(.control("z")) == [.suspend])
        }
    }
}
