/* Shows an extent, or the features of a GeoJSON address, on a map without a ground. */
/* global ol */
(() => {
  const target = document.getElementById('map');
  if (!target) {
    return;
  }
  const source = new ol.source.Vector();
  const stroke = new ol.style.Stroke({color: '#1f6f4a', width: 2});
  const fill = new ol.style.Fill({color: '#1f6f4a33'});
  const style = new ol.style.Style({
    stroke, fill, image: new ol.style.Circle({radius: 6, stroke, fill}),
  });
  const lines = new ol.layer.Graticule({
    showLabels: true, wrapX: false, targetSize: 140,
    strokeStyle: new ol.style.Stroke({color: '#c3cfc8', width: 1}),
  });
  const map = new ol.Map({
    target,
    layers: [lines, new ol.layer.Vector({source, style})],
    view: new ol.View({center: [0, 0], zoom: 2, maxZoom: 20}),
  });
  const fit = () => {
    if (!source.isEmpty()) {
      map.getView().fit(source.getExtent(), {padding: [40, 40, 40, 40], maxZoom: 17});
    }
    target.dataset.features = source.getFeatures().length;
  };
  if (target.dataset.extent) {
    const degrees = target.dataset.extent.split(',').map(Number);
    const extent = ol.proj.transformExtent(degrees, 'EPSG:4326', 'EPSG:3857');
    source.addFeature(new ol.Feature(ol.geom.Polygon.fromExtent(extent)));
    fit();
  } else {
    fetch(target.dataset.source, {headers: {Accept: 'application/geo+json'}})
        .then((answer) => answer.json())
        .then((json) => {
          const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
          source.addFeatures(format.readFeatures(json).filter((f) => f.getGeometry()));
          fit();
        });
  }
})();
