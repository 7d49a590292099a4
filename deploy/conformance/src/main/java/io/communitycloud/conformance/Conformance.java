package io.communitycloud.conformance;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command: listens, waits for the client, and prints what it kept and what not. */
public final class Conformance {

    private static final Set<String> OPTIONS = Set.of("key", "key-id", "algorithm", "port", "patience");

    /** How long after the last answer a client might still send something it should not. */
    private static final int QUIET_SECONDS = 2;

    private Conformance() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(arguments, new ClockConfiguration().clock(), System.out));
    }

    static int run(String[] arguments, Clock clock, PrintStream out) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        if (options.isEmpty() || !options.containsKey("key") || !options.containsKey("key-id")) {
            return usage(out);
        }
        Optional<SignatureAlgorithm> named = SignatureAlgorithm.named(options.getOrDefault("algorithm", "ed25519"));
        if (named.isEmpty()) {
            return usage(out);
        }
        SignatureAlgorithm algorithm = named.get();
        VerificationKey key =
                VerificationKey.read(algorithm, Files.readString(Path.of(options.getOrDefault("key", ""))));
        Trial trial = new Trial(options.getOrDefault("key-id", ""), key, clock);
        try (Gateway gateway = new Gateway(Integer.parseInt(options.getOrDefault("port", "8099")), trial)) {
            out.println("Point the client at http://127.0.0.1:" + gateway.port()
                    + " and let it make two calls with a JSON body.");
            int patience = Integer.parseInt(options.getOrDefault("patience", "120"));
            if (gateway.over().await(patience, TimeUnit.SECONDS)) {
                TimeUnit.SECONDS.sleep(QUIET_SECONDS);
            }
        }
        return report(trial, out);
    }

    private static int usage(PrintStream out) {
        String algorithms = Arrays.stream(SignatureAlgorithm.values())
                .map(SignatureAlgorithm::identifier)
                .collect(Collectors.joining("|"));
        out.println("usage: check --key FILE --key-id NAME [--algorithm " + algorithms
                + "] [--port 8099] [--patience SECONDS]");
        return 2;
    }

    private static int report(Trial trial, PrintStream out) {
        boolean all = true;
        for (Rule rule : Rule.values()) {
            Optional<String> fault = trial.fault(rule);
            all &= fault.isEmpty();
            out.println(fault.map(told -> told.startsWith("FAIL") ? "FAIL     " : "NOT SEEN ")
                            .orElse("PASS     ")
                    + rule.text()
                    + fault.filter(told -> told.startsWith("FAIL"))
                            .map(told -> ": " + told.substring("FAIL ".length()))
                            .orElse(""));
        }
        out.println(all ? "The client conforms." : "The client does not conform.");
        return all ? 0 : 1;
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!OPTIONS.contains(name)) {
                return Map.of();
            }
            options.put(name, arguments[i + 1]);
        }
        return arguments.length % 2 == 0 ? options : Map.of();
    }
}
