/** The one shape of JSON: times in +08:00, strict in what is read. */
@NullMarked
package io.communitycloud.common.web.json;

import org.jspecify.annotations.NullMarked;
