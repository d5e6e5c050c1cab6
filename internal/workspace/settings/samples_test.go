package settings_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/workspace/settings"
)

func TestDecodeReadsTheSamples(t *testing.T) {
	files, err := filepath.Glob("../../../samples/*/turno.yaml")
	require.NoError(t, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		_, err = settings.Decode(file, data)
		assert.NoError(t, err)
	}
}
