import Warehouse

/// What a warehouse says, for comparing two of them.
package enum ContractDump {
    /// A text a row of every view of the contract, without runs and times.
    package static func lines(_ warehouse: String) throws -> [String] {
        try WarehouseStep.reading(warehouse) { try $0.contract() }
    }
}
