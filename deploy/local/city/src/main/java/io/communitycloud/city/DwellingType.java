package io.communitycloud.city;

/** The four kinds of housing that the city's guidelines tell apart. */
public enum DwellingType {
    /** 商品房. */
    COMMODITY,
    /** 老式里弄. */
    OLD_LILONG,
    /** 新式里弄. */
    NEW_LILONG,
    /** 农村宅基. */
    RURAL
}
