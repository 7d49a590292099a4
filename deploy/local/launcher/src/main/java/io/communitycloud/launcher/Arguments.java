package io.communitycloud.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after a command's name, once it is clear what that command understands.
 *
 * @param values options that take a value, by their name without dashes
 * @param switches options that take none
 * @param operands what is not an option, in order
 */
record Arguments(Map<String, String> values, Set<String> switches, List<String> operands) {

    Arguments {
        values = Map.copyOf(values);
        switches = Set.copyOf(switches);
        operands = List.copyOf(operands);
    }

    /** Sorts the words; an option that the command does not have is a usage error, never passed over. */
    static Arguments parse(List<String> words, Set<String> withValue, Set<String> without) throws UsageException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> switches = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (!word.startsWith("--")) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            if (without.contains(name) && equals < 0) {
                switches.add(name);
            } else if (withValue.contains(name) && equals > 0) {
                values.put(name, word.substring(equals + 1));
            } else if (withValue.contains(name) && index + 1 < words.size()) {
                index++;
                values.put(name, words.get(index));
            } else if (withValue.contains(name)) {
                throw new UsageException("--" + name + " wants a value");
            } else {
                throw new UsageException("there is no option " + word + " here");
            }
        }
        return new Arguments(values, Set.copyOf(switches), operands);
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The only operand. */
    String theOperand(String what) throws UsageException {
        if (operands.size() != 1) {
            throw new UsageException("name one " + what);
        }
        return operands.getFirst();
    }

    void noOperands() throws UsageException {
        if (!operands.isEmpty()) {
            throw new UsageException("\"" + operands.getFirst() + "\" was not expected");
        }
    }
}
