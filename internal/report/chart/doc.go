// Package chart draws results as SVG and PNG: one file per thing drawn, each a function
// from a writer, the value and Options to an error. The same value gives the same bytes.
package chart
