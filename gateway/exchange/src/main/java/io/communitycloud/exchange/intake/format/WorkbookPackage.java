package io.communitycloud.exchange.intake.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

/** Looks through a workbook's package before a library opens it: how big it becomes, and which cells are merged. */
final class WorkbookPackage {

    private static final int MOST_PARTS = 500;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final String FIRST_SHEET = "xl/worksheets/sheet1.xml";
    private static final Pattern SPAN = Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
    private static final int MOST_MERGED = 10_000;

    private WorkbookPackage() {}

    /** The merged cells of the first sheet; a package that is none, or that grows beyond bounds, is refused. */
    static List<WorkbookRows.Merged> mergedCells(byte[] file) {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            long total = 0;
            int parts = 0;
            byte[] sheet = null;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts++;
                if (parts > MOST_PARTS) {
                    throw new FileRefused("workbook-too-large");
                }
                boolean wanted = entry.getName().equalsIgnoreCase(FIRST_SHEET);
                ByteArrayOutputStream kept = new ByteArrayOutputStream();
                try (InputStream in = zip.getInputStream(entry)) {
                    total += measure(in, entry.getName(), MOST_BYTES - total, wanted ? kept : null);
                }
                if (wanted) {
                    sheet = kept.toByteArray();
                }
            }
            return sheet == null ? List.of() : merged(sheet);
        } catch (IOException notAPackage) {
            throw new FileRefused("not-a-workbook");
        }
    }

    /** How long a part is, read to its end as far as that is allowed. */
    private static long measure(InputStream in, String name, long most, @Nullable ByteArrayOutputStream kept)
            throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (length == 0 && name.toLowerCase(Locale.ROOT).endsWith(".xml")) {
                requireNoDocumentType(buffer, read);
            }
            length += read;
            if (length > most) {
                throw new FileRefused("workbook-too-large");
            }
            if (kept != null) {
                kept.write(buffer, 0, read);
            }
        }
        return length;
    }

    private static void requireNoDocumentType(byte[] buffer, int length) {
        String head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
        if (head.toUpperCase(Locale.ROOT).contains("<!DOCTYPE")) {
            throw new FileRefused("not-a-workbook");
        }
    }

    private static List<WorkbookRows.Merged> merged(byte[] sheet) {
        List<WorkbookRows.Merged> found = new ArrayList<>();
        try (InputStream in = new ByteArrayInputStream(sheet)) {
            XMLStreamReader xml = SafeXml.factory().createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("mergeCell")) {
                    Matcher span = SPAN.matcher(String.valueOf(xml.getAttributeValue(null, "ref")));
                    if (span.matches() && found.size() < MOST_MERGED) {
                        found.add(new WorkbookRows.Merged(
                                Integer.parseInt(span.group(2)),
                                Integer.parseInt(span.group(4)),
                                index(span.group(1)),
                                index(span.group(3))));
                    }
                }
            }
            return found;
        } catch (XMLStreamException | IOException malformed) {
            throw new FileRefused("not-a-workbook");
        }
    }

    private static int index(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            index = index * 26 + letters.charAt(i) - 'A' + 1;
        }
        return index - 1;
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
