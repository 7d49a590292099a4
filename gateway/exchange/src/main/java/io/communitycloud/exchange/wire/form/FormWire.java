package io.communitycloud.exchange.wire.form;

import io.communitycloud.exchange.wire.Setting;
import io.communitycloud.exchange.wire.Wire;
import io.communitycloud.exchange.wire.WireAnswer;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms posted as a browser does.
 *
 * <p>The wire's request is {@code {"fields": {…}}}, for {@code form-xml} with {@code "document": {<root>: …}} besides; {@code
 * path} stands in the operation's {@code wire}. What comes back:
 *
 * <ul>
 *   <li>{@code form-html}: {@code {"rows": [by header], "message", "error"}}, found by the selectors {@code table}, {@code
 *       message} and {@code error} of the binding;
 *   <li>{@code form-urlencoded}: the fields, those whose names end in {@code _1}, {@code _2} … as {@code rows};
 *   <li>{@code form-xml}: {@code {"code", "document": tree with its root's name}} out of the binding's {@code field}, escaped
 *       {@code escapes} times.
 * </ul>
 */
@Component
class FormWire implements Wire {

    private static final String HTML = "form-html";
    private static final String URLENCODED = "form-urlencoded";
    private static final String XML = "form-xml";

    private static final Pattern NUMBERED = Pattern.compile("(\\w+?)_(\\d{1,4})");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HttpWire http;

    FormWire(HttpWire http) {
        this.http = http;
    }

    @Override
    public Set<String> protocols() {
        return Set.of(HTML, URLENCODED, XML);
    }

    @Override
    public WireAnswer call(WireCall call) throws WireFault {
        Charset charset = Charset.forName(call.manifest().encoding());
        Form form = form(call, charset);
        Draft draft = new Draft("POST", call.manifest().base() + Setting.text(call, "path", ""))
                .body(form.text().getBytes(StandardCharsets.US_ASCII), Form.TYPE + "; charset=" + charset.name());
        Reply reply = http.send(draft, call);
        JsonNode body = reply.status() < 300 ? read(reply.body(), call, charset) : NullNode.getInstance();
        return new WireAnswer(reply.status(), body, form.replaced(), null);
    }

    private static Form form(WireCall call, Charset charset) {
        Form form = new Form(charset);
        call.request()
                .path("fields")
                .properties()
                .forEach(field -> form.field(field.getKey(), field.getValue().asString(), "/fields/" + field.getKey()));
        JsonNode document = call.request().path("document");
        if (document.isObject()) {
            org.w3c.dom.Document xml = XmlDocuments.create();
            XmlDocuments.add(xml, document, null);
            // Within XML a character that the encoding has not can be written by its number.
            String text = XmlDocuments.fitting(XmlDocuments.text(xml), charset);
            for (int i = 0; i < Setting.of(call, "escapes").asInt(1); i++) {
                text = escape(text);
            }
            form.field(Setting.text(call, "field", "xml"), text, "/document");
        }
        return form;
    }

    private static JsonNode read(byte[] bytes, WireCall call, Charset charset) throws WireFault {
        if (bytes.length > XmlDocuments.MOST_BYTES) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        String text = new String(bytes, charset);
        return switch (call.manifest().protocol()) {
            case URLENCODED -> fields(text, charset);
            case XML -> document(Jsoup.parse(text), call);
            default -> page(Jsoup.parse(text), call);
        };
    }

    private static ObjectNode page(Document page, WireCall call) throws WireFault {
        ObjectNode tree = NODES.objectNode();
        for (String part : new String[] {"message", "error"}) {
            Element found = page.selectFirst(Setting.text(call, part, "." + part));
            if (found != null) {
                tree.put(part, found.text());
            }
        }
        Element table = page.selectFirst(Setting.text(call, "table", "table"));
        if (table != null) {
            var rows = tree.putArray("rows");
            Elements lines = table.select("tr");
            var names =
                    lines.isEmpty() ? null : lines.getFirst().select("th,td").eachText();
            for (int i = 1; names != null && i < lines.size(); i++) {
                Elements cells = lines.get(i).select("td");
                ObjectNode row = rows.addObject();
                for (int cell = 0; cell < Math.min(names.size(), cells.size()); cell++) {
                    row.put(names.get(cell), cells.get(cell).text());
                }
            }
        } else if (tree.isEmpty()) {
            // A page that shows neither what was asked for nor why not is another page than we know.
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        return tree;
    }

    private static ObjectNode fields(String text, Charset charset) throws WireFault {
        Map<String, String> fields;
        try {
            fields = Form.read(text, charset);
        } catch (IllegalArgumentException notEncoded) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        if (fields.isEmpty()) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        ObjectNode tree = NODES.objectNode();
        Map<Integer, ObjectNode> rows = new TreeMap<>();
        fields.forEach((name, value) -> {
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                rows.computeIfAbsent(Integer.valueOf(numbered.group(2)), row -> NODES.objectNode())
                        .put(numbered.group(1), value);
            } else {
                tree.put(name, value);
            }
        });
        tree.set("rows", NODES.arrayNode().addAll(rows.values()));
        return tree;
    }

    private static ObjectNode document(Document page, WireCall call) throws WireFault {
        ObjectNode tree = NODES.objectNode();
        Element code = page.selectFirst("input[name=code]");
        Element field = page.selectFirst("[name=" + Setting.text(call, "field", "xml") + "]");
        if (code == null || field == null) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        tree.put("code", code.attr("value"));
        // One escape is the page's own and undone with it.
        String text = field.wholeText();
        for (int i = 1; i < Setting.of(call, "escapes").asInt(1); i++) {
            text = Parser.unescapeEntities(text, false);
        }
        if (!text.isBlank()) {
            org.w3c.dom.Element root = XmlDocuments.read(text).getDocumentElement();
            tree.putObject("document").set(XmlDocuments.nameOf(root), XmlDocuments.tree(root));
        }
        return tree;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
