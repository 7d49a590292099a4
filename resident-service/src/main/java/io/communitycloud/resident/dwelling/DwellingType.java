package io.communitycloud.resident.dwelling;

/** The kind of home, on which the measures of a guideline depend (S1: 分类治理). */
public enum DwellingType {
    /** 商品房: in a walled compound. */
    COMMODITY,
    /** 老式里弄: without a wall. */
    OLD_LILONG,
    /** 新式里弄. */
    NEW_LILONG,
    /** 农村宅基: scattered. */
    RURAL
}
