/** The exchange: one entry for the city's legacy systems and its partners. */
@NullMarked
package io.communitycloud.exchange;

import org.jspecify.annotations.NullMarked;
