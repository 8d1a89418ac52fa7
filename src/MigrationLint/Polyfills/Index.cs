// List patterns ask for System.Index. Embedded: other assemblies that see our internals have their own, and must not find two.
namespace Microsoft.CodeAnalysis
{
    /// <summary>Marks a type as nobody else's.</summary>
    [Embedded]
    [AttributeUsage(AttributeTargets.All, Inherited = false)]
    internal sealed class EmbeddedAttribute : Attribute;
}

namespace System
{
    /// <summary>A position in a list, from its beginning or its end.</summary>
    [Microsoft.CodeAnalysis.Embedded]
    internal readonly struct Index
    {
        private readonly int value;

        /// <summary>Makes one.</summary>
        /// <param name="value">The number of elements before it, or behind its beginning.</param>
        /// <param name="fromEnd">True to count from the end.</param>
        public Index(int value, bool fromEnd = false)
        {
            this.value = fromEnd ? ~value : value;
        }

        /// <summary>The position as a number from the beginning.</summary>
        /// <param name="length">How long the list is.</param>
        public int GetOffset(int length) => value < 0 ? value + length + 1 : value;

        /// <summary>A position from the beginning.</summary>
        public static implicit operator Index(int value) => new(value);
    }
}
