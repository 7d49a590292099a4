package io.communitycloud.exchange.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** One JSONata expression, compiled once and evaluated by many at a time. */
public final class Mapping {

    private static final JsonMapper JSON = new JsonMapper();

    /** An expression is data: one that never ends must not hold a thread. */
    private static final long LONGEST_MS = 1_000;

    private static final int DEEPEST = 300;

    private final Jsonata expression;

    private Mapping(Jsonata expression) {
        this.expression = expression;
    }

    /**
     * Compiles an expression.
     *
     * @throws Unfit where it is none
     */
    public static Mapping of(String expression) {
        try {
            return new Mapping(Jsonata.jsonata(expression));
        } catch (RuntimeException notJsonata) {
            throw new Unfit("is not JSONata: " + reason(notJsonata));
        }
    }

    /**
     * Evaluates it.
     *
     * @param variables by name, without the dollar sign
     * @return null where it yields nothing
     * @throws Unfit where it does not fit the input
     */
    public @Nullable JsonNode apply(JsonNode input, Map<String, ? extends JsonNode> variables) {
        try {
            Jsonata.Frame frame = expression.createFrame();
            frame.setRuntimeBounds(LONGEST_MS, DEEPEST);
            variables.forEach((name, value) -> frame.bind(name, plain(value)));
            Object result = expression.evaluate(plain(input), frame);
            return result == null ? null : tree(result);
        } catch (RuntimeException unfit) {
            throw new Unfit("does not fit: " + reason(unfit));
        }
    }

    /** As {@link #apply}, with nothing as null. */
    public JsonNode tree(JsonNode input, Map<String, ? extends JsonNode> variables) {
        return Objects.requireNonNullElse(apply(input, variables), NullNode.getInstance());
    }

    private static @Nullable Object plain(JsonNode node) {
        return JSON.treeToValue(node, Object.class);
    }

    private static JsonNode tree(Object value) {
        return value.equals(Jsonata.NULL_VALUE) ? NullNode.getInstance() : JSON.valueToTree(value);
    }

    /** What went wrong, by JSONata's code: its message could carry a value of the input. */
    private static String reason(RuntimeException failure) {
        return failure instanceof JException known
                ? known.getError() + " at character " + known.getLocation()
                : failure.getClass().getSimpleName();
    }

    /** An expression that cannot be compiled or evaluated. */
    public static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unfit(String reason) {
            super(reason, null, false, false);
        }

        public String reason() {
            return Objects.requireNonNullElse(getMessage(), "unknown");
        }
    }
}
