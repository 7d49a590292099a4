package io.communitycloud.launcher.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many events a part has yet to consume, as its Kafka clients count them. */
public final class Lag {

    private static final String METRIC = "kafka_consumer_fetch_manager_records_lag{";
    private static final int MANAGEMENT_SHIFT = 1000;
    private static final int MILLIS_TO_ANSWER = 1000;

    private final Copy copy;

    public Lag(Copy copy) {
        this.copy = copy;
    }

    /** The sum over the part's partitions; empty where it consumes nothing or does not answer. */
    public Optional<Long> of(String name, int port) {
        boolean counts = Parts.named(copy.root(), name).filter(Part::isService).isPresent();
        return counts ? read(port + MANAGEMENT_SHIFT).flatMap(Lag::sum) : Optional.empty();
    }

    static Optional<Long> sum(String metrics) {
        OptionalDouble lag = metrics.lines()
                .filter(line -> line.startsWith(METRIC))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(value -> !Double.isNaN(value))
                .reduce(Double::sum);
        return lag.isPresent() ? Optional.of(Math.round(lag.getAsDouble())) : Optional.empty();
    }

    private static Optional<String> read(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/prometheus")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(MILLIS_TO_ANSWER);
            connection.setReadTimeout(MILLIS_TO_ANSWER);
            try {
                return Optional.of(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
