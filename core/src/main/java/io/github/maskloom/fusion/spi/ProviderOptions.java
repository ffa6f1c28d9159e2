package io.github.maskloom.fusion.spi;

/**
 * What one provider can be asked for beyond what all have in common, or what it takes of a
 * reference beside the image. Each has a type of its own, which is immutable and shows no secret in
 * {@code toString}. Other providers pass it over.
 */
public interface ProviderOptions {}
