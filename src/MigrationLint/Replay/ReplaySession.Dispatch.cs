using MigrationLint.Operations;

namespace MigrationLint.Replay;

/// <content>Who applies what.</content>
internal sealed partial class ReplaySession
{
    private bool Apply(Operation operation) => operation switch
    {
        ControlTransaction control => Control(control),
        _ => true,
    };
}
