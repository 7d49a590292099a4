package io.communitycloud.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Splits what a request costs in processor time among the policies of the edge, from a recording made under load.
 *
 * <p>The edge runs with every policy on, and the JDK notes where its threads spend their processor time (JEP 509,
 * {@code jdk.CPUTimeSample}). A moment belongs to whoever stands nearest to it in the stack: what a filter asks of a
 * library is the filter's, what it hands on to the next in the chain is not.
 *
 * <pre>java -cp ... io.communitycloud.bench.edge.PolicyBudget RECORDING MICROS_PER_REQUEST</pre>
 */
public final class PolicyBudget {

    private static final String EDGE = "io.communitycloud.edge.";

    /** First match wins, so what is special stands before what is general. */
    private static final List<Line> LINES = List.of(
            new Line("token check", 20, EDGE + "identity."),
            new Line("quota", 5, EDGE + "quota."),
            new Line("call record", 10, EDGE + "call.", "org.apache.kafka."),
            new Line("breaker", 30, EDGE + "resilience.Breakers"),
            new Line("crowds, retries, problems", 0, EDGE + "resilience.", EDGE + "problem."),
            new Line("partners", 0, EDGE + "partner."),
            new Line("trace", 0, EDGE + "trace."),
            new Line("strict requests", 0, EDGE + "guard.StrictRequests"),
            new Line("validation", 0, EDGE + "validation."),
            new Line("browsers", 0, EDGE + "browser.", "org.springframework.web.filter.CorsFilter"),
            new Line("security headers", 0, "io.communitycloud.common.web.observability."),
            new Line("routing table", 0, EDGE + "route."));

    /** Where a policy hands on: what lies nearer to the moment than these is not its own. */
    private static final List<String> HANDED_ON = List.of(
            "org.apache.catalina.core.ApplicationFilterChain",
            "org.springframework.web.servlet.DispatcherServlet",
            "org.springframework.web.servlet.function.support.HandlerFunctionAdapter",
            "org.apache.catalina.core.StandardEngineValve",
            "org.apache.catalina.connector.CoyoteAdapter",
            EDGE + "forward.",
            "jdk.internal.net.http.");

    private static final String REST = "the hop itself: container, gateway, client";

    private PolicyBudget() {}

    /**
     * Prints one line a policy.
     *
     * @param arguments the recording, and what a request cost in all, in µs of processor time
     */
    public static void main(String[] arguments) {
        double microsPerRequest = Double.parseDouble(arguments[1]);
        Map<String, Long> samples = samples(Path.of(arguments[0]));
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            throw new IllegalStateException("the recording holds no sample of processor time");
        }
        System.out.printf("%nprocessor time a request by policy, from %d samples%n", all);
        System.out.printf("%-44s %8s %8s%n", "policy", "µs", "budget");
        double policies = 0;
        for (Line line : LINES) {
            double micros = microsPerRequest * samples.getOrDefault(line.name, 0L) / all;
            policies += micros;
            String budget = line.budgetMicros == 0 ? "" : Integer.toString(line.budgetMicros);
            String verdict = line.budgetMicros == 0 ? "" : micros <= line.budgetMicros ? "kept" : "MISSED";
            System.out.printf("%-44s %8.1f %8s %s%n", line.name, micros, budget, verdict);
        }
        System.out.printf("%-44s %8.1f%n", "all policies", policies);
        System.out.printf("%-44s %8.1f%n", REST, microsPerRequest - policies);
    }

    private static Map<String, Long> samples(Path recording) {
        Map<String, Long> byLine = new LinkedHashMap<>();
        Map<String, Optional<String>> known = new HashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
                    byLine.merge(line(event.getStackTrace(), known), 1L, Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byLine;
    }

    private static String line(RecordedStackTrace trace, Map<String, Optional<String>> known) {
        if (trace != null) {
            for (RecordedFrame frame : trace.getFrames()) {
                String type = frame.getMethod().getType().getName();
                Optional<String> owner = known.computeIfAbsent(type, PolicyBudget::owner);
                if (owner.isPresent()) {
                    return owner.get();
                }
            }
        }
        return REST;
    }

    private static Optional<String> owner(String type) {
        for (Line line : LINES) {
            if (line.owns(type)) {
                return Optional.of(line.name);
            }
        }
        return HANDED_ON.stream().anyMatch(type::startsWith) ? Optional.of(REST) : Optional.empty();
    }

    private record Line(String name, int budgetMicros, List<String> prefixes) {

        Line(String name, int budgetMicros, String... prefixes) {
            this(name, budgetMicros, List.of(prefixes));
        }

        boolean owns(String type) {
            return prefixes.stream().anyMatch(type::startsWith);
        }
    }
}
