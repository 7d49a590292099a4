package io.communitycloud.store.layer;

/** How many there are, as far as it is known: no fewer than one number, no more than another. */
public record Amount(long least, long most) {

    public static final Amount NONE = new Amount(0, 0);

    public static final Amount UNKNOWN = new Amount(0, Long.MAX_VALUE);

    public static Amount of(long exactly) {
        return new Amount(exactly, exactly);
    }

    public boolean isExact() {
        return least == most;
    }

    public Amount plus(Amount other) {
        return new Amount(least + other.least, most + other.most);
    }

    public Amount times(double factor) {
        return new Amount((long) (least * factor), (long) Math.ceil(most * factor));
    }

    /** Nothing can be there fewer than no times. */
    Amount notNegative() {
        return new Amount(Math.max(0, least), Math.max(0, most));
    }

    @Override
    public String toString() {
        return isExact() ? Long.toString(least) : least + " to " + most;
    }
}
