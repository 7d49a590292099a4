package io.communitycloud.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;

/**
 * Rows of the contract, each tried on every target.
 *
 * <p>A row that stands in the list of differences must fail on the embedded store: a difference that has gone must leave
 * the list.
 */
final class Rows {

    private static final Map<String, String> DIFFERENCES = differences();

    private final String group;
    private final List<DynamicTest> tests = new ArrayList<>();

    Rows(String group) {
        this.group = group;
    }

    List<DynamicTest> tests() {
        return tests;
    }

    /** Adds a row. */
    Rows row(String name, Consumer<Target> row) {
        String id = group + ": " + name;
        for (Target target : Target.all()) {
            tests.add(DynamicTest.dynamicTest(id + " [" + target.name() + "]", () -> run(id, target, row)));
        }
        return this;
    }

    private static void run(String id, Target target, Consumer<Target> row) {
        if (!target.embedded() || !DIFFERENCES.containsKey(id)) {
            row.accept(target);
            return;
        }
        try {
            row.accept(target);
        } catch (AssertionError | RuntimeException expected) {
            return;
        }
        fail("'" + id + "' stands in the list of differences, but there is none any more");
    }

    private static Map<String, String> differences() {
        Map<String, String> result = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Rows.class.getResourceAsStream("/contract/differences.txt"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int bar = line.indexOf('|');
                    assertThat(bar).as(line).isPositive();
                    result.put(
                            line.substring(0, bar).strip(),
                            line.substring(bar + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    /** The code a command fails with, or 0. */
    static int codeOf(Runnable action) {
        try {
            action.run();
            return 0;
        } catch (MongoCommandException e) {
            return e.getErrorCode();
        } catch (MongoWriteException e) {
            return e.getError().getCode();
        } catch (MongoBulkWriteException e) {
            return e.getWriteErrors().getFirst().getCode();
        }
    }

    static Document json(String json) {
        return Document.parse(json);
    }

    static List<Document> array(String json) {
        return Document.parse("{a: " + json + "}").getList("a", Document.class);
    }
}
