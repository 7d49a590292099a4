/** What the bureaus leave, held to what the catalogue says of it. */
@NullMarked
package io.communitycloud.legacy.files;

import org.jspecify.annotations.NullMarked;
