package io.communitycloud.resident.identifier;

/** A text was given where an identifier must stand; says which rule it broke and never what it was. */
public final class InvalidIdentifier extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public InvalidIdentifier(Fault fault) {
        super(fault.code());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
