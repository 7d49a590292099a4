package io.communitycloud.legacy.people;

import io.communitycloud.city.SampleCity;
import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.LegacySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of the sample city whom the systems know of: the same who are brought into resident-service. */
@Component
public class People {

    /** A bigger city's first so many are known: the stand-ins have little memory. */
    private static final int MOST = 20_000;

    /** Not in GBK, not even in the basic plane; who bears it is known to every system. */
    private static final String FOUR_BYTES = "\uD872\uDF5A";

    private final Path marker;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Index index;

    public People(LegacySettings settings) {
        this.marker = settings.home().resolve("data").resolve("sample-city");
    }

    public Optional<SampleResident> withNumber(@Nullable String number) {
        return Optional.ofNullable(number == null ? null : index().byNumber.get(number));
    }

    public Optional<SampleResident> withPhone(@Nullable String phone) {
        return phone == null || phone.isEmpty()
                ? Optional.empty()
                : all().stream().filter(person -> person.phone().equals(phone)).findFirst();
    }

    /** Everybody who lives in a committee. */
    public List<SampleResident> in(String area) {
        return index().byArea.getOrDefault(area, List.of());
    }

    /** Everybody, in the order of the sample city's file. */
    public List<SampleResident> all() {
        return index().all;
    }

    /** The number in the sample city's {@code R-0000007}. */
    public static int ordinal(SampleResident person) {
        return Integer.parseInt(person.externalId().substring(2));
    }

    /** Whether a system that knows one in so many knows this person. */
    public static boolean isAmong(int oneIn, SampleResident person) {
        return person.name().contains(FOUR_BYTES) || ordinal(person) % oneIn == 7 % oneIn;
    }

    private Index index() {
        lock.lock();
        try {
            int people = size();
            Index known = index;
            if (known == null || known.size != people) {
                known = new Index(people);
                index = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** As many as the launcher noted that it brought in. Who somebody is depends on how big the city is. */
    private int size() {
        try {
            return Files.exists(marker)
                    ? Integer.parseInt(Files.readString(marker).strip())
                    : SampleCity.DEFAULT_PEOPLE;
        } catch (IOException | NumberFormatException beingWritten) {
            return SampleCity.DEFAULT_PEOPLE;
        }
    }

    private static final class Index {

        private final int size;
        private final List<SampleResident> all = new ArrayList<>();
        private final Map<String, SampleResident> byNumber = new HashMap<>();
        private final Map<String, List<SampleResident>> byArea = new HashMap<>();

        Index(int size) {
            this.size = size;
            SampleCity.generate(SampleCity.DEFAULT_SEED, size).limit(MOST).forEach(person -> {
                all.add(person);
                byNumber.put(person.idNumber(), person);
                byArea.computeIfAbsent(person.area(), area -> new ArrayList<>()).add(person);
            });
        }
    }
}
