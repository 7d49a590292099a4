package io.communitycloud.exchange.intake.format;

/** The file as a whole cannot be taken: what it holds would stand for less or for something else than was meant. */
public final class FileRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int row;
    private final String column;
    private final String code;

    public FileRefused(int row, String column, String code) {
        super(code, null, false, false);
        this.row = row;
        this.column = column;
        this.code = code;
    }

    public FileRefused(String code) {
        this(0, "", code);
    }

    /** Where it shows; 0 where it is the file's. */
    public int row() {
        return row;
    }

    public String column() {
        return column;
    }

    public String code() {
        return code;
    }
}
