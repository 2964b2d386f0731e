import Foundation

// `Fuzz TARGET [libFuzzer's arguments]`: libFuzzer drives one target. `workshop fuzz` builds and calls it.

/// libFuzzer's own driver, of the runtime without a `main`.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ call: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

guard CommandLine.argc > 1, let chosen = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n")
    FileHandle.standardError.write(Data("\(names)\n".utf8))
    exit(64)
}
/// The target at hand; a C function cannot capture it.
let target = chosen

var count = CommandLine.argc - 1
var arguments = CommandLine.unsafeArgv + 1
arguments[0] = CommandLine.unsafeArgv[0]
exit(
    runDriver(&count, &arguments) { start, length in
        target.run(Array(UnsafeBufferPointer(start: start, count: length)))
        return 0
    })
