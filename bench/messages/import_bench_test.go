package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkImport reads 100,000 messages of a busy team into history and parameters.
func BenchmarkImport(b *testing.B) {
	world := usual
	world.Messages = 100_000
	var export bytes.Buffer
	require.NoError(b, generate(&export, world))
	rows := bytes.Count(export.Bytes(), []byte("\n")) - 1
	for b.Loop() {
		importOf(b, export.Bytes())
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
