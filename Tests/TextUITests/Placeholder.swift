import Testing
@testable import TextUI
