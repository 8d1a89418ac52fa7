#pragma warning disable IDE0130 // MSBuild looks for this attribute by its full name, in whatever assembly.

namespace Microsoft.Build.Framework;

/// <summary>
/// Tells a multithreaded MSBuild that the task needs no process of its own. Implementing <c>IMultiThreadableTask</c> instead would
/// make MSBuild 18 the oldest that loads the task.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
