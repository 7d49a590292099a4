package io.communitycloud.store.query;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.index.IndexDefinition;
import io.communitycloud.store.index.IndexField;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.Amount;
import io.communitycloud.store.layer.Layers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how to find a query's documents.
 *
 * <p>An index knows, without reading, how many entries lie between two bounds, give or take what its files' blocks at
 * the bounds hold. Mostly that decides; where it does not, they are counted, one plan after the other. What stays a guess
 * is how many of them an ordered walk has to pass until it has found enough.
 */
public final class Planner {

    private static final int MAX_RANGES = 256;
    private static final int MAX_COUNTED_RANGES = 32;

    /** Counting to find out whether a plan could be better by less than this costs more than it saves. */
    private static final double INDIFFERENCE = 1.5;

    private static final IndexField ID = new IndexField(new Path("_id"), true);

    private final MVMap<byte[], byte[]> data;
    private final List<StoredIndex> indexes;

    public Planner(MVMap<byte[], byte[]> data, List<StoredIndex> indexes) {
        this.data = data;
        this.indexes = indexes;
    }

    /** Chooses a plan; {@code wanted} is how many documents are needed, 0 for all. */
    public Plan plan(Filter filter, Sort sort, @Nullable Object hint, long wanted) {
        if (sort.natural() != null) {
            return wholeCollection(!sort.natural(), true);
        }
        Conjunction conjunction = Conjunction.of(filter);
        if (hint != null) {
            return hinted(conjunction, sort, hint);
        }
        @Nullable Candidate documents = candidate(null, conjunction, sort, false);
        Plan byId = documents == null ? wholeCollection(false, sort.isEmpty()) : estimated(documents);
        if (byId instanceof Plan.Walk walk
                && walk.bounded()
                && walk.entries().most() <= 1
                && walk.ranges().size() <= 1) {
            return byId;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (StoredIndex index : indexes) {
            if (index.isReady()) {
                addIfWorthwhile(candidates, candidate(index, conjunction, sort, false));
            }
        }
        List<Conjunction> branches = branches(conjunction);
        if (!branches.isEmpty()) {
            for (StoredIndex index : indexes) {
                if (index.isReady()) {
                    addIfWorthwhile(candidates, together(index, conjunction, branches, sort));
                }
            }
            addIfWorthwhile(candidates, together(null, conjunction, branches, sort));
        }
        List<Plan> plans = new ArrayList<>();
        plans.add(byId);
        candidates.forEach(candidate -> plans.add(estimated(candidate)));
        addUnion(branches, sort, plans);
        return cheapest(plans, wanted);
    }

    /** A walk nobody has estimated yet, the fields of what it walks, and how many of them the query narrows. */
    private record Candidate(Plan.Walk walk, List<IndexField> components, int used) {

        private static final int MAX_COMPARED = 64;

        /** Whether it walks no more than another, in an order no worse, so that nobody need look at the other. */
        boolean replaces(Candidate other) {
            Plan.Walk one = walk;
            Plan.Walk two = other.walk;
            return two.index() != null
                    && (one.sorted() || !two.sorted())
                    && (one.countable() || !two.countable())
                    && (two.repeats() || !one.repeats())
                    && (two.merged() || !one.merged())
                    && beginsWith(other)
                    && isWithin(one.ranges(), two.ranges());
        }

        private boolean beginsWith(Candidate other) {
            if (other.used > components.size()) {
                return false;
            }
            for (int i = 0; i < other.used; i++) {
                IndexField mine = components.get(i);
                IndexField theirs = other.components.get(i);
                if (mine.ascending() != theirs.ascending() || !mine.name().equals(theirs.name())) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isWithin(List<KeyRange> some, List<KeyRange> others) {
            return some.size() * others.size() <= MAX_COMPARED
                    && some.stream().allMatch(range -> others.stream().anyMatch(other -> isWithin(range, other)));
        }

        private static boolean isWithin(KeyRange range, KeyRange other) {
            return Arrays.compareUnsigned(range.from(), other.from()) >= 0
                    && Arrays.compareUnsigned(range.to(), other.to()) <= 0;
        }
    }

    private static void addIfWorthwhile(List<Candidate> candidates, @Nullable Candidate added) {
        if (added != null && candidates.stream().noneMatch(known -> known.replaces(added))) {
            candidates.removeIf(added::replaces);
            candidates.add(added);
        }
    }

    private Plan.Walk estimated(Candidate candidate) {
        Plan.Walk walk = candidate.walk();
        return walk.with(
                walk.index() == null && !walk.bounded()
                        ? Amount.of(data.sizeAsLong())
                        : estimate(walk.index(), walk.ranges()));
    }

    /** The cheapest plan; counts only as much as it takes to tell. */
    private Plan cheapest(List<Plan> plans, long wanted) {
        List<Plan> known = new ArrayList<>(plans);
        while (true) {
            Costs costs = Costs.of(known, wanted);
            Plan least = known.getFirst();
            for (Plan plan : known) {
                if (costs.isNoDearerThanAny(plan, known, 1)) {
                    return plan;
                }
                least = costs.most(plan) < costs.most(least) ? plan : least;
            }
            if (costs.isNoDearerThanAny(least, known, INDIFFERENCE)) {
                return least;
            }
            int vague = mostPromising(known);
            known.set(vague, counted(known.get(vague)));
        }
    }

    /** Of the plans whose entries are not counted yet, the one with the fewest. */
    private static int mostPromising(List<Plan> plans) {
        int found = -1;
        for (int i = 0; i < plans.size(); i++) {
            Amount entries = plans.get(i).entries();
            if (!entries.isExact()
                    && (found < 0 || entries.most() < plans.get(found).entries().most())) {
                found = i;
            }
        }
        return found;
    }

    private Plan counted(Plan plan) {
        return switch (plan) {
            case Plan.Walk walk -> counted(walk);
            case Plan.Union union ->
                new Plan.Union(union.walks().stream().map(this::counted).toList(), union.sorted());
        };
    }

    private Plan.Walk counted(Plan.Walk walk) {
        if (walk.entries().isExact()) {
            return walk;
        }
        List<KeyRange> some = some(walk.ranges());
        return walk.with(
                Amount.of(count(walk.index(), data, some) * walk.ranges().size() / Math.max(1, some.size())));
    }

    /**
     * What plans cost, where it is known only roughly how many entries they walk.
     *
     * @param matches how many documents the query matches, at most
     */
    private record Costs(Amount matches, long wanted) {

        static Costs of(List<Plan> plans, long wanted) {
            long least = Long.MAX_VALUE;
            long most = Long.MAX_VALUE;
            for (Plan plan : plans) {
                least = Math.min(least, plan.entries().least());
                most = Math.min(most, plan.entries().most());
            }
            return new Costs(new Amount(least, most), wanted);
        }

        /** However many there really are: costs grow with the entries, and go one way with the matches. */
        @SuppressWarnings("ReferenceEquality") // One and the same plan.
        boolean isNoDearerThanAny(Plan plan, List<Plan> others, double factor) {
            for (Plan other : others) {
                if (plan != other
                        && !(isNoDearer(plan, other, matches.least(), factor)
                                && isNoDearer(plan, other, matches.most(), factor))) {
                    return false;
                }
            }
            return true;
        }

        private boolean isNoDearer(Plan plan, Plan other, long matching, double factor) {
            return cost(plan, plan.entries().most(), matching)
                    <= factor * cost(other, other.entries().least(), matching);
        }

        double most(Plan plan) {
            return cost(plan, plan.entries().most(), matches.most());
        }

        private double cost(Plan plan, long entries, long matching) {
            return Planner.cost(plan, (double) entries, matching, wanted);
        }
    }

    private static double cost(Plan plan, double entries, long matches, long wanted) {
        double walked = entries;
        if (plan.sorted() && wanted > 0) {
            walked = Math.min(entries, wanted * (entries / Math.max(1, matches)));
        } else if (!plan.sorted()) {
            // Everything has to be held at once before the first can be given.
            walked = entries * 2 + 1;
        }
        // Walking the documents themselves saves looking each one up.
        boolean direct = plan instanceof Plan.Walk walk && walk.index() == null;
        double perEntry = plan.countable() ? 0.95 : 1;
        return walked * (direct ? 0.6 : perEntry);
    }

    private Plan.Walk wholeCollection(boolean reverse, boolean sorted) {
        KeyRange all = new KeyRange(new byte[] {0}, new byte[] {(byte) 0xFF}, 0);
        return new Plan.Walk(
                null, List.of(all), reverse, false, false, false, sorted, false, Amount.of(data.sizeAsLong()));
    }

    private Plan hinted(Conjunction conjunction, Sort sort, Object hint) {
        if (hint instanceof Document document && document.containsKey("$natural")) {
            boolean reverse = document.get("$natural") instanceof Number direction && direction.doubleValue() < 0;
            return wholeCollection(reverse, sort.isEmpty());
        }
        if (hint.equals("_id_") || hint.equals(new Document("_id", 1))) {
            return estimated(Objects.requireNonNull(candidate(null, conjunction, sort, true)));
        }
        for (StoredIndex index : indexes) {
            IndexDefinition definition = index.definition();
            boolean named = hint instanceof String name && name.equals(definition.name());
            boolean described = hint instanceof Document key && describes(key, definition.fields());
            if (index.isReady() && (named || described)) {
                return estimated(Objects.requireNonNull(candidate(index, conjunction, sort, true)));
            }
        }
        throw Refusal.badValue(
                "error processing query: planner returned error: hint provided does not correspond to an existing"
                        + " index");
    }

    private static boolean describes(Document key, List<IndexField> fields) {
        if (key.size() != fields.size()) {
            return false;
        }
        int i = 0;
        for (Map.Entry<String, Object> entry : key.entrySet()) {
            IndexField field = fields.get(i++);
            boolean sameDirection =
                    entry.getValue() instanceof Number number && (number.doubleValue() > 0) == field.ascending();
            if (!field.name().equals(entry.getKey()) || !sameDirection) {
                return false;
            }
        }
        return true;
    }

    private static List<IndexField> components(@Nullable StoredIndex index) {
        if (index == null) {
            return List.of(ID);
        }
        List<IndexField> fields = index.definition().fields();
        for (IndexField field : fields) {
            if (field.name().equals("_id")) {
                return fields;
            }
        }
        List<IndexField> result = new ArrayList<>(fields);
        result.add(ID);
        return result;
    }

    /** A walk of one index, or null if it neither narrows nor orders. */
    private @Nullable Candidate candidate(
            @Nullable StoredIndex index, Conjunction conjunction, Sort sort, boolean forced) {
        List<IndexField> components = components(index);
        Consumption consumption = new Consumption(index, components, conjunction);
        boolean usable = index == null || !index.definition().sparse() || consumption.existing();
        if (!usable && !forced) {
            return null;
        }
        int last = lastUsed(consumption.bounds());
        boolean cut = isCut(consumption.bounds(), last);
        Ordering ordering = Ordering.of(sort, components, consumption.bounds(), index);
        if (cut && ordering.start() > last) {
            ordering = Ordering.NOT;
        }
        boolean bounded = !consumption.bounds().getFirst().isAll();
        if (!bounded && !forced && !(ordering.satisfied() && !sort.isEmpty()) && index != null) {
            return null;
        }
        List<KeyRange> ranges = ranges(components, consumption.bounds(), last, ordering.start());
        boolean merged = ordering.merged() && ranges.size() > 1;
        Plan.Walk walk = new Plan.Walk(
                index,
                ranges,
                ordering.reverse(),
                merged,
                consumption.repeats() || (cut && index != null && index.hasArrays()),
                bounded,
                ordering.satisfied(),
                !cut
                        && consumption.countable()
                        && conjunction.complete()
                        && conjunction.alternatives().isEmpty(),
                Amount.UNKNOWN);
        return new Candidate(walk, components, bounded ? last + 1 : 0);
    }

    /** What each branch of an {@code $or} asks for, with what is asked beside it. */
    private static List<Conjunction> branches(Conjunction conjunction) {
        if (conjunction.alternatives().isEmpty()) {
            return List.of();
        }
        return conjunction.alternatives().getFirst().parts().stream()
                .map(branch -> conjunction.with(Conjunction.of(branch)))
                .toList();
    }

    /** One walk for each branch, if each has one that narrows. */
    private void addUnion(List<Conjunction> branches, Sort sort, List<Plan> plans) {
        List<Plan.Walk> walks = new ArrayList<>();
        for (Conjunction branch : branches) {
            Plan.@Nullable Walk best = bestWalk(branch);
            if (best == null) {
                return;
            }
            walks.add(best);
        }
        if (!walks.isEmpty()) {
            plans.add(new Plan.Union(List.copyOf(walks), sort.isEmpty()));
        }
    }

    private Plan.@Nullable Walk bestWalk(Conjunction branch) {
        List<Candidate> candidates = new ArrayList<>();
        addIfBounded(candidates, candidate(null, branch, Sort.NONE, false));
        for (StoredIndex index : indexes) {
            if (index.isReady()) {
                addIfBounded(candidates, candidate(index, branch, Sort.NONE, false));
            }
        }
        List<Plan> walks = new ArrayList<>();
        candidates.forEach(candidate -> walks.add(estimated(candidate)));
        return !walks.isEmpty() && cheapest(walks, 0) instanceof Plan.Walk best ? best : null;
    }

    private static void addIfBounded(List<Candidate> candidates, @Nullable Candidate candidate) {
        if (candidate != null && candidate.walk().bounded()) {
            addIfWorthwhile(candidates, candidate);
        }
    }

    /** All branches as ranges of one index, in its order. */
    private @Nullable Candidate together(
            @Nullable StoredIndex index, Conjunction common, List<Conjunction> branches, Sort sort) {
        List<IndexField> components = components(index);
        List<KeyRange> ranges = new ArrayList<>();
        boolean repeats = false;
        boolean countable = true;
        int used = 0;
        @Nullable List<Bounds> shared = null;
        for (Conjunction branch : branches) {
            Consumption consumption = new Consumption(index, components, branch);
            boolean usable = index == null || !index.definition().sparse() || consumption.existing();
            if (!usable || consumption.bounds().getFirst().isAll()) {
                return null;
            }
            int last = lastUsed(consumption.bounds());
            used = Math.max(used, last + 1);
            ranges.addAll(ranges(components, consumption.bounds(), last, 0));
            countable &= !isCut(consumption.bounds(), last);
            shared = shared == null ? consumption.bounds() : sharedPoints(shared, consumption.bounds());
            repeats |= consumption.repeats() || (index != null && index.hasArrays());
            countable &= consumption.countable() && branch.complete();
        }
        List<KeyRange> disjoint = disjoint(ranges);
        if (disjoint.size() > MAX_RANGES) {
            return null;
        }
        if (shared == null) {
            return null;
        }
        Ordering ordering = Ordering.of(sort, components, sharedPoints(shared, shared), index);
        boolean sorted = ordering.satisfied() && !ordering.merged();
        boolean only = common.alternatives().size() == 1;
        Plan.Walk walk = new Plan.Walk(
                index,
                disjoint,
                ordering.reverse(),
                false,
                repeats,
                true,
                sorted,
                countable && only && !repeats && common.complete(),
                Amount.UNKNOWN);
        return new Candidate(walk, components, used);
    }

    /** Of two branches' bounds, what is one and the same point in both. */
    private static List<Bounds> sharedPoints(List<Bounds> one, List<Bounds> other) {
        List<Bounds> result = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            boolean same = one.get(i).isSinglePoint()
                    && other.get(i).isSinglePoint()
                    && Arrays.equals(
                            one.get(i).intervals().getFirst().low().bytes(),
                            other.get(i).intervals().getFirst().low().bytes());
            result.add(same ? one.get(i) : Bounds.ALL);
        }
        return result;
    }

    private static List<KeyRange> disjoint(List<KeyRange> ranges) {
        List<KeyRange> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(KeyRange::from, Arrays::compareUnsigned));
        List<KeyRange> result = new ArrayList<>();
        for (KeyRange range : sorted) {
            if (!result.isEmpty() && Arrays.compareUnsigned(result.getLast().to(), range.from()) >= 0) {
                KeyRange last = result.removeLast();
                byte[] to = Arrays.compareUnsigned(last.to(), range.to()) >= 0 ? last.to() : range.to();
                result.add(new KeyRange(last.from(), to, 0));
            } else {
                result.add(range);
            }
        }
        return result;
    }

    /** The last field whose bounds narrow the ranges: leading points, then one of any kind. */
    private static int lastUsed(List<Bounds> bounds) {
        int last = 0;
        long ranges = bounds.getFirst().intervals().size();
        while (last + 1 < bounds.size()
                && bounds.get(last).isPoints()
                && !bounds.get(last + 1).isAll()
                && ranges * bounds.get(last + 1).intervals().size() <= MAX_RANGES) {
            last++;
            ranges *= bounds.get(last).intervals().size();
        }
        return last;
    }

    /** Whether the next field would have narrowed too, had the ranges not become too many. */
    private static boolean isCut(List<Bounds> bounds, int last) {
        return last + 1 < bounds.size()
                && bounds.get(last).isPoints()
                && !bounds.get(last + 1).isAll();
    }

    /** Points of the leading fields, then the intervals of the last one used. */
    private static List<KeyRange> ranges(List<IndexField> components, List<Bounds> bounds, int last, int mergeStart) {
        if (bounds.getFirst().isAll()) {
            return List.of(new KeyRange(new byte[] {0}, new byte[] {(byte) 0xFF}, 0));
        }
        List<Prefix> prefixes = List.of(new Prefix(new byte[0], 0));
        for (int i = 0; i < last; i++) {
            List<Prefix> longer = new ArrayList<>();
            boolean ascending = components.get(i).ascending();
            for (Prefix prefix : prefixes) {
                for (Interval point : bounds.get(i).intervals()) {
                    byte[] bytes = Keys.concat(prefix.bytes(), point.pointKey(ascending));
                    longer.add(new Prefix(bytes, i < mergeStart ? bytes.length : prefix.mergeOffset()));
                }
            }
            prefixes = longer;
        }
        boolean ascending = components.get(last).ascending();
        List<KeyRange> result = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            for (Interval interval : bounds.get(last).intervals()) {
                int offset = prefix.mergeOffset();
                if (last < mergeStart && interval.isPoint()) {
                    offset = prefix.bytes().length + interval.low().bytes().length;
                }
                result.add(new KeyRange(
                        Keys.concat(prefix.bytes(), interval.from(ascending)),
                        Keys.concat(prefix.bytes(), interval.to(ascending)),
                        offset));
            }
        }
        result.sort(Comparator.comparing(KeyRange::from, Arrays::compareUnsigned));
        return result;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Prefix(byte[] bytes, int mergeOffset) {}

    /** How many keys ranges of an index hold, or of the documents if there is none, as far as that can be told at once. */
    private Amount estimate(@Nullable StoredIndex index, List<KeyRange> ranges) {
        List<KeyRange> some = some(ranges);
        Amount sum = index == null ? Amount.of(count(null, data, some)) : estimateEntries(index, some);
        return some.size() == ranges.size() ? sum : sum.times(ranges.size() / (double) some.size());
    }

    private static Amount estimateEntries(StoredIndex index, List<KeyRange> ranges) {
        Amount sum = Amount.NONE;
        try (Layers.View view = index.layers().view()) {
            for (KeyRange range : ranges) {
                sum = sum.plus(view.estimate(range.from(), range.to()));
            }
        }
        return sum;
    }

    /** Enough to know the scale. */
    private static List<KeyRange> some(List<KeyRange> ranges) {
        return ranges.subList(0, Math.min(ranges.size(), MAX_COUNTED_RANGES));
    }

    /** How many keys ranges of an index hold, or of the documents if there is none. */
    public static long count(@Nullable StoredIndex index, MVMap<byte[], byte[]> data, List<KeyRange> ranges) {
        long sum = 0;
        if (index == null) {
            for (KeyRange range : ranges) {
                sum += Math.max(0, rank(data, range.to()) - rank(data, range.from()));
            }
            return sum;
        }
        try (Layers.View view = index.layers().view()) {
            for (KeyRange range : ranges) {
                sum += view.count(range.from(), range.to());
            }
        }
        return sum;
    }

    private static long rank(MVMap<byte[], ?> map, byte[] key) {
        long index = map.getKeyIndex(key);
        return index >= 0 ? index : -index - 1;
    }

    /** The parts of a filter that must all hold. */
    private record Conjunction(
            List<Filter.Field> fields, List<Filter.Or> alternatives, boolean complete, Map<String, Integer> uses) {

        static Conjunction of(Filter filter) {
            List<Filter.Field> fields = new ArrayList<>();
            List<Filter.Or> alternatives = new ArrayList<>();
            boolean complete = collect(filter, fields, alternatives);
            return new Conjunction(fields, alternatives, complete, uses(fields));
        }

        private static Map<String, Integer> uses(List<Filter.Field> fields) {
            Map<String, Integer> uses = new HashMap<>();
            for (Filter.Field field : fields) {
                uses.merge(field.path().name(), 1, Integer::sum);
            }
            return uses;
        }

        /** False if something was left out that the fields do not say. */
        private static boolean collect(Filter filter, List<Filter.Field> fields, List<Filter.Or> alternatives) {
            switch (filter) {
                case Filter.And and -> {
                    boolean complete = true;
                    for (Filter part : and.parts()) {
                        complete &= collect(part, fields, alternatives);
                    }
                    return complete;
                }
                case Filter.Field field -> {
                    if (field.negated()) {
                        return false;
                    }
                    fields.add(field);
                    if (field.condition() instanceof Condition.ElementMatches element) {
                        List<Filter.Field> inner = new ArrayList<>();
                        boolean ignored = collect(element.filter(), inner, new ArrayList<>());
                        for (Filter.Field part : inner) {
                            Path path = new Path(
                                    field.path().name() + "." + part.path().name());
                            fields.add(new Filter.Field(path, part.condition(), false));
                        }
                        return false;
                    }
                    return true;
                }
                case Filter.Or or -> {
                    if (or.parts().size() == 1) {
                        return collect(or.parts().getFirst(), fields, alternatives);
                    }
                    alternatives.add(or);
                    return true;
                }
                case Filter.Nor ignored -> {
                    return false;
                }
                case Filter.Computed ignored -> {
                    return false;
                }
            }
        }

        Conjunction with(Conjunction other) {
            List<Filter.Field> all = new ArrayList<>(fields);
            all.addAll(other.fields);
            boolean both = complete && other.complete && other.alternatives.isEmpty();
            return new Conjunction(all, List.of(), both, uses(all));
        }
    }

    /** What an index makes of a conjunction. */
    private static final class Consumption {

        private final List<Bounds> bounds = new ArrayList<>();
        private boolean existing;
        private boolean repeats;
        private boolean countable = true;

        Consumption(@Nullable StoredIndex index, List<IndexField> components, Conjunction conjunction) {
            int consumed = 0;
            boolean open = false;
            boolean narrowedArray = false;
            for (int i = 0; i < components.size(); i++) {
                String name = components.get(i).name();
                boolean array = index != null && i < index.definition().fields().size() && index.isArray(i);
                int uses = conjunction.uses().getOrDefault(name, 0);
                // Fields below one array share their entries: each condition may be met by another element.
                boolean combinable = !array || !narrowedArray;
                Bounds result = uses == 0 || !combinable ? Bounds.ALL : combine(conjunction, name, array);
                narrowedArray |= array && !result.isAll();
                existing |= result.existing();
                repeats |= array && !(result.isSinglePoint() && !open);
                bounds.add(result);
                if (!open && uses > 0) {
                    consumed += uses;
                    countable &= result.exact() && (uses == 1 || !array);
                }
                open |= !result.isPoints() || result.isAll();
            }
            countable &= consumed == conjunction.fields().size() && !repeats;
        }

        private static Bounds combine(Conjunction conjunction, String name, boolean array) {
            @Nullable Bounds result = null;
            for (Filter.Field field : conjunction.fields()) {
                if (field.path().name().equals(name)) {
                    Bounds bounds = Bounds.of(field.condition());
                    if (result == null) {
                        result = bounds;
                    } else if (array) {
                        // Different elements may satisfy different conditions.
                        boolean narrower = result.isAll() || (bounds.isSinglePoint() && !result.isSinglePoint());
                        result = new Bounds(
                                narrower ? bounds.intervals() : result.intervals(),
                                false,
                                result.existing() || bounds.existing());
                    } else {
                        result = result.intersect(bounds);
                    }
                }
            }
            return result == null ? Bounds.ALL : result;
        }

        List<Bounds> bounds() {
            return bounds;
        }

        boolean existing() {
            return existing;
        }

        boolean repeats() {
            return repeats;
        }

        boolean countable() {
            return countable;
        }
    }

    /**
     * Whether and how walking an index gives the order asked for.
     *
     * @param start the first index field that orders, before which all fields are points
     */
    private record Ordering(boolean satisfied, boolean reverse, boolean merged, int start) {

        private static final Ordering NOT = new Ordering(false, false, false, 0);

        static Ordering of(Sort sort, List<IndexField> components, List<Bounds> bounds, @Nullable StoredIndex index) {
            if (sort.isEmpty()) {
                return new Ordering(true, false, false, 0);
            }
            int next = 0;
            int start = -1;
            boolean merged = false;
            @Nullable Boolean reverse = null;
            for (Sort.Field field : sort.fields()) {
                if (isFixed(field, components, bounds, index)) {
                    continue;
                }
                while (next < components.size()
                        && !components.get(next).name().equals(field.path().name())
                        && bounds.get(next).isPoints()) {
                    boolean several = !bounds.get(next).isSinglePoint();
                    if (several && start >= 0) {
                        return NOT;
                    }
                    merged |= several;
                    next++;
                }
                if (next == components.size()
                        || !components.get(next).name().equals(field.path().name())) {
                    return NOT;
                }
                boolean array =
                        index != null && next < index.definition().fields().size() && index.isArray(next);
                if (array) {
                    return NOT;
                }
                boolean backwards = components.get(next).ascending() != field.ascending();
                if (reverse != null && reverse != backwards) {
                    return NOT;
                }
                reverse = backwards;
                if (start < 0) {
                    start = next;
                }
                if (field.path().name().equals("_id")) {
                    // Nothing behind a unique field can matter.
                    break;
                }
                next++;
            }
            return new Ordering(true, reverse != null && reverse, merged, Math.max(0, start));
        }

        private static boolean isFixed(
                Sort.Field field, List<IndexField> components, List<Bounds> bounds, @Nullable StoredIndex index) {
            for (int i = 0; i < components.size(); i++) {
                boolean array = index != null && i < index.definition().fields().size() && index.isArray(i);
                if (components.get(i).name().equals(field.path().name())
                        && bounds.get(i).isSinglePoint()
                        && !array) {
                    return true;
                }
            }
            return false;
        }
    }
}
