package io.communitycloud.launcher;

import io.communitycloud.launcher.build.Maven;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Runs the whole build with all its tests and counts them from their reports. */
final class RunningTests {

    private static final Pattern REPORT = Pattern.compile(".*/target/(surefire|failsafe)-reports/TEST-[^/]+\\.xml");

    private final Path root;
    private final Console console;

    RunningTests(Path root, Console console) {
        this.root = root;
        this.console = console;
    }

    /** What became of the tests. */
    record Count(int passed, int failed, int skipped) {

        private static final Count NONE = new Count(0, 0, 0);

        private Count plus(Count other) {
            return new Count(passed + other.passed, failed + other.failed, skipped + other.skipped);
        }

        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed, " + skipped + " skipped";
        }
    }

    /** Maven's exit code; the last line printed is the count. */
    int run(List<String> extra) throws IOException, InterruptedException {
        FileTime begin = FileTime.from(Instant.now());
        // Services do not know each other, and their tests wait for brokers and stores half of the time.
        int atOnce = Math.min(3, Runtime.getRuntime().availableProcessors() + 1);
        List<String> arguments = new ArrayList<>(List.of("verify", "-T", Integer.toString(atOnce)));
        arguments.addAll(extra);
        int status = new Maven(root).run(arguments);
        Count count = count(begin);
        console.answer(count.toString());
        return status == 0 && count.failed() > 0 ? 1 : status;
    }

    Count count(FileTime notBefore) throws IOException {
        Count count = Count.NONE;
        List<Path> reports;
        try (Stream<Path> files = Files.walk(root)) {
            reports = files.filter(RunningTests::isReport).toList();
        }
        for (Path report : reports) {
            if (Files.getLastModifiedTime(report).compareTo(notBefore) >= 0) {
                count = count.plus(read(report));
            }
        }
        return count;
    }

    private static boolean isReport(Path file) {
        return REPORT.matcher(file.toString()).matches();
    }

    private static Count read(Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            reader.nextTag();
            int failed = number(reader, "failures") + number(reader, "errors");
            int skipped = number(reader, "skipped");
            return new Count(number(reader, "tests") - failed - skipped, failed, skipped);
        } catch (XMLStreamException e) {
            throw new IOException("The report " + report + " cannot be read", e);
        }
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null ? 0 : Integer.parseInt(value);
    }
}
