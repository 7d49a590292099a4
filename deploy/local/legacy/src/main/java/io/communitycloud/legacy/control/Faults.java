package io.communitycloud.legacy.control;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.catalogue.SystemProfile;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Throws the dice for the catalogue's faults, from one seed for each system: the same calls meet the same faults. */
@Component
public class Faults {

    /** The 95th of 100 lies 1.645 deviations above the middle. */
    private static final double DEVIATIONS_AT_95 = 1.645;

    private final Catalogue catalogue;
    private final long seed;
    private final double latency;
    private final AtomicBoolean on;
    private final Map<String, Random> dice = new ConcurrentHashMap<>();

    public Faults(Catalogue catalogue, LegacySettings settings) {
        this.catalogue = catalogue;
        this.seed = settings.seed();
        this.latency = settings.latency();
        this.on = new AtomicBoolean(settings.faults());
    }

    public boolean isOn() {
        return on.get();
    }

    /** Begins again from the seed. */
    public void turn(boolean toOn) {
        dice.clear();
        on.set(toOn);
    }

    /** Whether a call meets a fault, for example {@code error_rate}. */
    public boolean strike(String id, String fault) {
        double rate = catalogue.get(id).rate(fault);
        return on.get() && rate > 0 && dice(id).nextDouble() < rate;
    }

    /** How long an answer takes: log-normal through the catalogue's two figures, scaled by the settings. */
    public long millis(SystemProfile system) {
        if (latency == 0 || system.medianMillis() == 0) {
            return 0;
        }
        double spread = Math.log((double) system.slowMillis() / system.medianMillis()) / DEVIATIONS_AT_95;
        double drawn = system.medianMillis() * Math.exp(dice(system.id()).nextGaussian() * spread);
        return (long) (latency * Math.min(drawn, 2.0 * system.slowMillis()));
    }

    private Random dice(String id) {
        return dice.computeIfAbsent(id, each -> new Random(seed * 31 + each.hashCode()));
    }
}
