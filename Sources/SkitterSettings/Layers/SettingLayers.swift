/// Who is heard where several set an option: the command line before the environment, the environment before the file. An option
/// that may be repeated is set by one of them alone, too.
package struct SettingLayers: Sendable {
    private let settings: [Setting]
    private let rivals: [Set<String>]

    /// What `file` and `environment` set. Of the keys in each of `rivals`, one takes the place of all others in the layers below it.
    package init(file: [Setting], environment: [Setting], rivals: [Set<String>] = []) {
        self.rivals = rivals
        let displaced = SettingLayers.displaced(by: Set(environment.map(\.option.key)), rivals)
        self.settings = file.filter { !displaced.contains($0.option.key) } + environment
    }

    /// What is in force beside a command line that sets `given`.
    package func inForce(beside given: Set<String> = []) -> [Setting] {
        let displaced = SettingLayers.displaced(by: given, self.rivals)
        return self.settings.filter { !displaced.contains($0.option.key) }
    }

    private static func displaced(by keys: Set<String>, _ rivals: [Set<String>]) -> Set<String> {
        rivals.filter { !$0.isDisjoint(with: keys) }.reduce(keys) { $0.union($1) }
    }
}
