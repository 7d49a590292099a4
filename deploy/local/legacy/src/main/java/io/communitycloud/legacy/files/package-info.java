/** The systems that cannot be asked: they leave files in folders, behind an address, or have them carried over. */
@NullMarked
package io.communitycloud.legacy.files;

import org.jspecify.annotations.NullMarked;
