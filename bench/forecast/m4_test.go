package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast"
)

func TestScore(t *testing.T) {
	s := instance{past: forecast.Series{Volume: make([]float64, 48)}, came: make([]float64, horizon)}
	forecast := make([]float64, horizon)
	for i := range s.past.Volume {
		s.past.Volume[i] = float64(i) // 24 a day
	}
	for h := range s.came {
		s.came[h], forecast[h] = 90, 110
	}
	got := s.score(forecast)
	assert.InDelta(t, 20, got.smape, 1e-9)
	assert.InDelta(t, 20.0/24, got.mase, 1e-9)
	assert.InDelta(t, 1, score{1, naive2SMAPE, naive2MASE}.owa(), 1e-9)
}
