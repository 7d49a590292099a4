package io.communitycloud.exchange.intake.format;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a workbook's package before a library opens it, part by part and keeping none: how big it becomes, that
 * nothing in it makes a reader swell, and which cells are merged.
 *
 * <p>A part is judged by what it begins with, not by its name: a package may call its sheet whatever it likes.
 */
final class WorkbookPackage {

    private static final int MOST_PARTS = 500;

    /** What a library keeps of it, texts above all, takes about twice as much. */
    private static final long MOST_BYTES = 24L * 1024 * 1024;

    private static final String FIRST_SHEET = "xl/worksheets/sheet1.xml";
    private static final Pattern SPAN = Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
    private static final Pattern PLACE = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");
    private static final int MOST_MERGED = 2_000;

    /** The last column there can be is XFD. */
    private static final int MOST_CELLS_OF_A_ROW = 16_384;

    /** A number of more digits takes longer to read than the rest of its file. */
    private static final int LONGEST_NUMBER = 64;

    private static final int LONGEST_TEXT = 32_767;

    private WorkbookPackage() {}

    /** The merged cells of the first sheet; a package that is none, or that grows beyond bounds, is refused. */
    static List<WorkbookRows.Merged> mergedCells(byte[] file) {
        Measured.Budget budget = new Measured.Budget(MOST_BYTES);
        Set<String> names = new HashSet<>();
        List<WorkbookRows.Merged> merged = List.of();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (names.size() == MOST_PARTS) {
                    throw new FileRefused("workbook-too-large");
                }
                if (!names.add(name)) {
                    // Two readers of such a package may read two workbooks.
                    throw new FileRefused("not-a-workbook");
                }
                try (InputStream in = new BufferedInputStream(new Measured(zip.getInputStream(entry), budget))) {
                    List<WorkbookRows.Merged> found = part(in, name, budget);
                    in.transferTo(OutputStream.nullOutputStream());
                    if (name.equals(FIRST_SHEET)) {
                        merged = found;
                    }
                }
            }
            return merged;
        } catch (IOException notAPackage) {
            throw new FileRefused(budget.isSpent() ? "workbook-too-large" : "not-a-workbook");
        }
    }

    private static List<WorkbookRows.Merged> part(InputStream in, String name, Measured.Budget budget)
            throws IOException {
        boolean markup = name.endsWith(".xml") || name.endsWith(".rels");
        if (!markup && !looksLikeMarkup(in)) {
            return List.of();
        }
        Sheet sheet = new Sheet();
        try {
            XMLStreamReader xml = SafeXml.factory().createXMLStreamReader(new LeftOpen(in));
            while (xml.hasNext()) {
                sheet.take(xml, xml.next());
            }
        } catch (FileRefused told) {
            throw told;
        } catch (XMLStreamException | RuntimeException malformed) {
            if (budget.isSpent()) {
                throw new FileRefused("workbook-too-large");
            }
            if (markup) {
                throw new FileRefused("not-a-workbook");
            }
            // Old drawings are written in something less than XML; no reader of sheets gets further with them either.
        }
        return sheet.merged;
    }

    private static boolean looksLikeMarkup(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        in.reset();
        return first == '<' || first == 0xEF || first == 0xFE || first == 0xFF || Character.isWhitespace(first);
    }

    /** A part that a reader of XML does not close behind itself: what comes after its end is measured too. */
    private static final class LeftOpen extends FilterInputStream {

        LeftOpen(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, length);
        }

        @Override
        public void close() {
            // Whoever opened it does.
        }
    }

    /** What is looked for in a part, as it goes by. */
    private static final class Sheet {

        private final List<WorkbookRows.Merged> merged = new ArrayList<>();
        private int cells;
        private int most = LONGEST_TEXT;
        private int length;
        private @Nullable String type;

        void take(XMLStreamReader xml, int event) {
            switch (event) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new FileRefused("not-a-workbook");
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    length += xml.getTextLength();
                    if (length > most) {
                        throw new FileRefused("workbook-too-large");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    length = 0;
                    most = LONGEST_TEXT;
                }
                default -> {
                    // Comments and blanks say nothing.
                }
            }
        }

        private void begin(XMLStreamReader xml) {
            length = 0;
            most = LONGEST_TEXT;
            switch (xml.getLocalName()) {
                case "row" -> cells = 0;
                case "c" -> {
                    cells++;
                    type = xml.getAttributeValue(null, "t");
                    String place = xml.getAttributeValue(null, "r");
                    if (cells > MOST_CELLS_OF_A_ROW
                            || (place != null && !PLACE.matcher(place).matches())) {
                        throw new FileRefused("workbook-too-large");
                    }
                }
                case "v" -> most = type == null || type.equals("n") ? LONGEST_NUMBER : LONGEST_TEXT;
                case "mergeCell" -> merge(String.valueOf(xml.getAttributeValue(null, "ref")));
                default -> {
                    // Of no other element does a reader make more than it is.
                }
            }
        }

        private void merge(String reference) {
            Matcher span = SPAN.matcher(reference);
            if (!span.matches()) {
                return;
            }
            if (merged.size() == MOST_MERGED) {
                throw new FileRefused("workbook-too-large");
            }
            merged.add(new WorkbookRows.Merged(
                    Integer.parseInt(span.group(2)),
                    Integer.parseInt(span.group(4)),
                    index(span.group(1)),
                    index(span.group(3))));
        }
    }

    private static int index(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            index = index * 26 + letters.charAt(i) - 'A' + 1;
        }
        return index - 1;
    }

    /** A part that stops when all parts together have become too much, whatever the package says of their sizes. */
    private static final class Measured extends FilterInputStream {

        private final Budget budget;

        Measured(InputStream in, Budget budget) {
            super(in);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            budget.spend(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            budget.spend(Math.max(0, read));
            return read;
        }

        private static final class Budget {

            private long left;

            Budget(long left) {
                this.left = left;
            }

            void spend(int bytes) throws IOException {
                left -= bytes;
                if (left < 0) {
                    throw new IOException("a workbook of too many bytes");
                }
            }

            boolean isSpent() {
                return left < 0;
            }
        }
    }

    /** Reads XML from strangers: no document type, no entities, nothing from elsewhere. */
    static final class SafeXml {

        private SafeXml() {}

        static XMLInputFactory factory() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
            factory.setXMLResolver((publicId, systemId, base, namespace) -> {
                throw new XMLStreamException("nothing is fetched");
            });
            return factory;
        }
    }
}
