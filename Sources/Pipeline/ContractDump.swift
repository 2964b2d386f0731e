import Warehouse

/// What a warehouse says, for comparing two of them.
package enum ContractDump {
    /// A text a row of every view of the contract, without runs and times.
    package static func lines(_ warehouse: String) throws -> [String] {
        try WarehouseStep.reading(warehouse) { try $0.contract() }
    }

    /// Nights of a warehouse that came to their end.
    package static func endedNights(_ warehouse: String) throws -> Int {
        try WarehouseStep.reading(warehouse) { try $0.endedNights() }
    }
}
