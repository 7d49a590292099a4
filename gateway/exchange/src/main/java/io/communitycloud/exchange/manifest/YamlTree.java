package io.communitycloud.exchange.manifest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML document as a JSON tree that still knows the line of each of its members. */
final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int DEEPEST = 40;

    private final JsonNode root;
    private final Map<String, Integer> lines;

    private YamlTree(JsonNode root, Map<String, Integer> lines) {
        this.root = root;
        this.lines = lines;
    }

    /**
     * Reads a document; anchors are refused, so that a small file cannot become a large tree.
     *
     * @throws Unreadable with the line where it cannot be read
     */
    static YamlTree read(String text) throws Unreadable {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        Map<String, Integer> lines = new HashMap<>();
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
            if (node == null) {
                throw new Unreadable(1, "the file is empty");
            }
            return new YamlTree(tree(node, "", lines), lines);
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new Unreadable(line, "not YAML: " + malformed.getProblem());
        } catch (org.yaml.snakeyaml.error.YAMLException malformed) {
            throw new Unreadable(1, "not YAML that is read here");
        }
    }

    JsonNode root() {
        return root;
    }

    /** The line of a member by its JSON pointer, or of the nearest member above it. */
    int line(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at)) {
            int cut = at.lastIndexOf('/');
            if (cut < 0) {
                return 1;
            }
            at = at.substring(0, cut);
        }
        return lines.get(at);
    }

    private static JsonNode tree(Node node, String pointer, Map<String, Integer> lines) throws Unreadable {
        int line = node.getStartMark().getLine() + 1;
        lines.putIfAbsent(pointer, line);
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = NODES.objectNode();
                for (NodeTuple member : mapping.getValue()) {
                    if (!(member.getKeyNode() instanceof ScalarNode key)) {
                        throw new Unreadable(line, "a member's name is not a text");
                    }
                    String below =
                            pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
                    if (object.has(key.getValue())) {
                        throw new Unreadable(
                                key.getStartMark().getLine() + 1, "the member " + key.getValue() + " stands twice");
                    }
                    lines.put(below, key.getStartMark().getLine() + 1);
                    object.set(key.getValue(), tree(member.getValueNode(), below, lines));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = NODES.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(tree(item, pointer + "/" + array.size(), lines));
                }
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar, line);
            default -> throw new Unreadable(line, "anchors are not read here");
        };
    }

    private static JsonNode scalar(ScalarNode scalar, int line) throws Unreadable {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return NODES.numberNode(Long.decode(value.replace("_", "")));
            }
            if (tag.equals(Tag.FLOAT)) {
                return NODES.numberNode(new java.math.BigDecimal(value));
            }
        } catch (NumberFormatException notOurs) {
            throw new Unreadable(line, "a number that JSON does not know");
        }
        if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(value.equalsIgnoreCase("true"));
        }
        // Dates stay texts: JSON has none.
        return tag.equals(Tag.NULL) ? NODES.nullNode() : NODES.stringNode(value);
    }

    /** A file that cannot be taken as a manifest. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String reason;

        Unreadable(int line, @Nullable String reason) {
            super(reason, null, false, false);
            this.line = line;
            this.reason = reason == null ? "cannot be read" : reason;
        }

        int line() {
            return line;
        }

        String reason() {
            return reason;
        }
    }
}
