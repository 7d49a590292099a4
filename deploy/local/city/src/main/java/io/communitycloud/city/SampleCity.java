package io.communitycloud.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sample city: the same seed and number of people give the same people, on every machine.
 *
 * <p>Nobody in it exists: citizen numbers are of an area that was never assigned, phones begin with 100. Ages are as of
 * {@link #AS_OF}, not of today, because today differs from run to run.
 */
public final class SampleCity {

    /** The seed of a laptop's city. */
    public static final long DEFAULT_SEED = 20201101;

    /** How many people a laptop's city has unless told otherwise. */
    public static final int DEFAULT_PEOPLE = 20_000;

    /** The day on which everybody is as old as the census wants. */
    public static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);

    private SampleCity() {}

    /** The people, household by household; lazily, so that a million take no memory. */
    public static Stream<SampleResident> generate(long seed, int people) {
        if (people < 0) {
            throw new IllegalArgumentException("A city has no " + people + " people");
        }
        return StreamSupport.stream(
                Spliterators.spliterator(
                        new People(seed, people),
                        people,
                        Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
                false);
    }

    /** Writes {@code residents.csv}: header and one line per person, ends of line LF; the caller chooses UTF-8. */
    public static void write(Writer writer, long seed, int people) throws IOException {
        writer.write(String.join(",", SampleResident.COLUMNS) + "\n");
        try (Stream<SampleResident> city = generate(seed, people)) {
            city.forEach(resident -> line(writer, resident));
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
    }

    private static void line(Writer writer, SampleResident resident) {
        try {
            writer.write(resident.csv() + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Goes through the committees and fills each with whole households; what is too much is taken off the next. */
    private static final class People implements Iterator<SampleResident> {

        private final long seed;
        private final int wanted;
        private final Census census = Census.shipped();
        private final Registry registry;
        private final Iterator<Map.Entry<Committee, Integer>> committees;
        private Iterator<SampleResident> household = Collections.emptyIterator();
        private @Nullable Neighbourhood here;
        private int target;
        private int given;

        People(long seed, int wanted) {
            this.seed = seed;
            this.wanted = wanted;
            this.registry = new Registry(seed);
            this.committees = Settlement.of(wanted).entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return given < wanted;
        }

        @Override
        public SampleResident next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (!household.hasNext()) {
                household = neighbourhood().next().iterator();
            }
            given++;
            return household.next();
        }

        private Neighbourhood neighbourhood() {
            Neighbourhood neighbourhood = here;
            while (neighbourhood == null || given >= target) {
                Map.Entry<Committee, Integer> entry = committees.next();
                target += entry.getValue();
                neighbourhood = new Neighbourhood(entry.getKey(), seed, AS_OF, census, registry);
            }
            here = neighbourhood;
            return neighbourhood;
        }
    }
}
