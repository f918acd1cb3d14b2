/// Changes the state as an action asks and says what has to be done outside.
///
/// Pure: the same state and action give the same state and effects; no clock, no file, no chance.
public func update(_ state: inout PlaygroundState, _ action: Action) -> [Effect] {
    []
}
