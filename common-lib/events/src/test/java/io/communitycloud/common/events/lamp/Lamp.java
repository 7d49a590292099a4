package io.communitycloud.common.events.lamp;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** A lamp of a street: it shines brighter or darker and may bear a label. */
@AggregateRoot(collection = "lamps", topic = Lamp.TOPIC)
public final class Lamp extends Aggregate {

    public static final String TOPIC = "street.lamps.v1";
    public static final String CITY = "310000000000";
    public static final String COMMITTEE = "310101002001";
    public static final List<String> PATH = List.of(CITY, "310101000000", "310101002000", COMMITTEE);

    private final LocalDate erected;
    private int brightness;
    private @Nullable String label;

    @PersistenceCreator
    Lamp(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            LocalDate erected,
            int brightness,
            @Nullable String label) {
        super(id, area, scope, createdAt);
        this.erected = erected;
        this.brightness = brightness;
        this.label = label;
    }

    /** A lamp of committee 310101002001, dark. */
    public static Lamp erect(String id, @Nullable String label) {
        Lamp lamp = new Lamp(
                id, COMMITTEE, PATH, Instant.parse("2026-11-22T02:00:00Z"), LocalDate.of(2026, 11, 22), 0, label);
        lamp.register(new LampEvent.LampErected(id, COMMITTEE));
        return lamp;
    }

    public Lamp shine(int newBrightness) {
        brightness = newBrightness;
        register(new LampEvent.LampDimmed(id(), newBrightness));
        return this;
    }

    public Lamp brighter() {
        return shine(brightness + 1);
    }

    /** Changes what nobody else needs to know. */
    public Lamp relabel(@Nullable String newLabel) {
        label = newLabel;
        return this;
    }

    public Lamp move(String area, List<String> path) {
        relocate(area, path);
        return this;
    }

    public int brightness() {
        return brightness;
    }

    public @Nullable String label() {
        return label;
    }

    public LocalDate erected() {
        return erected;
    }

    @Override
    public DomainEvent state() {
        return new LampEvent.LampState(id(), area(), brightness);
    }
}
