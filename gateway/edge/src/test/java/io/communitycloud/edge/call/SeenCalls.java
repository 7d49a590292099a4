package io.communitycloud.edge.call;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Takes the rows that a broker would. */
@TestConfiguration(proxyBeanMethods = false)
public class SeenCalls {

    private static final Queue<Call> SEEN = new ConcurrentLinkedQueue<>();

    @Bean
    CallSink seenCalls() {
        return SEEN::addAll;
    }

    /** The rows of a trace, each as a line. */
    public static List<String> ofTrace(String traceId) {
        return SEEN.stream()
                .filter(call -> call.traceId().equals(traceId))
                .map(call -> String.join(
                        " ",
                        String.valueOf(call.bureau()),
                        String.valueOf(call.client()),
                        call.method(),
                        call.path(),
                        String.valueOf(call.service()),
                        String.valueOf(call.purpose()),
                        String.valueOf(call.caseNumber()),
                        Integer.toString(call.status()),
                        Long.toString(call.requestBytes()),
                        Long.toString(call.responseBytes())))
                .toList();
    }
}
