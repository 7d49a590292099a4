package io.communitycloud.resident.identifier;

import java.util.List;
import java.util.function.Function;

/**
 * The outcome of reading an identifier: a value with its cautions, or the one fault that it was refused for.
 *
 * @param <T> the identifier
 */
public sealed interface Checked<T> {

    /** What looks odd about an accepted value; empty for a refused one. */
    List<Caution> cautions();

    /** The text is an identifier of its kind; {@code cautions} are in the order in which they were noticed. */
    record Accepted<T>(T value, List<Caution> cautions) implements Checked<T> {
        public Accepted {
            cautions = List.copyOf(cautions);
        }
    }

    /** The text is no identifier of its kind. */
    record Refused<T>(Fault fault) implements Checked<T> {
        @Override
        public List<Caution> cautions() {
            return List.of();
        }
    }

    /** The value, or {@link InvalidIdentifier} with the fault. */
    default T orThrow() {
        return switch (this) {
            case Accepted<T>(T value, List<Caution> cautions) -> value;
            case Refused<T>(Fault fault) -> throw new InvalidIdentifier(fault);
        };
    }

    /** The same outcome for another type of value. */
    default <R> Checked<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Accepted<T>(T value, List<Caution> cautions) -> new Accepted<>(mapping.apply(value), cautions);
            case Refused<T>(Fault fault) -> new Refused<>(fault);
        };
    }
}
